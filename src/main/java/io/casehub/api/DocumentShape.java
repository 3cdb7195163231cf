package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.HubCase;
import io.casehub.cases.documents.Document;
import io.casehub.model.SourceRef;

/** Documents as the contract writes them. What is absent is left out. */
final class DocumentShape {

    private DocumentShape() {}

    /** A guest is not told by whose hands or out of which system it came. */
    static ObjectNode of(HubCase hub, Document document, boolean isForAGuest) {
        var json = JsonNodeFactory.instance.objectNode().put("id", document.id().toString())
                .put("fileName", document.name());
        if (document.title() != null) {
            json.put("title", document.title());
        }
        json.put("contentType", document.contentType());
        if (document.size() != null) {
            json.put("size", document.size());
        }
        if (document.sha256() != null) {
            json.put("sha256", document.sha256());
        }
        json.put("visibility", document.visibility().word()).put("at", document.at().toString());
        json.set("origin", isForAGuest
                ? JsonNodeFactory.instance.objectNode().put("kind", origin(document.origin()).path("kind").asText())
                : origin(document.origin()));
        if (document.heldBack() != null) {
            json.put("heldBack", document.heldBack());
        }
        return json.put("href", href(hub, document));
    }

    static String href(HubCase hub, Document document) {
        return CaseShape.href(hub) + "/documents/" + document.id();
    }

    private static ObjectNode origin(Document.Origin origin) {
        var json = JsonNodeFactory.instance.objectNode();
        return switch (origin) {
            case Document.Upload upload -> json.put("kind", "upload").put("by", upload.by());
            case Document.Mail mail -> record(json.put("kind", "mail"), mail.record());
            case Document.Source source -> record(json.put("kind", "source"), source.record());
        };
    }

    private static ObjectNode record(ObjectNode json, SourceRef record) {
        return json.put("system", record.system()).put("entity", record.entity().word()).put("key", record.key());
    }
}
