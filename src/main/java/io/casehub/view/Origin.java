package io.casehub.view;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.AuditEntry;
import io.casehub.ingest.PastRecords.PastVersion;
import io.casehub.model.SourceRef;

/** Where values come from, as the schema {@code Origin} of the contract has it. */
final class Origin {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Origin() {}

    /** The hub itself gave it, as it gives ids. */
    static ObjectNode hub() {
        return JSON.objectNode().put("rule", "hub");
    }

    /** A rule of the hub made it of what there is. */
    static ObjectNode rule(String name) {
        return JSON.objectNode().put("rule", "derived").put("by", "rule:" + name);
    }

    /** Said by a record. */
    static ObjectNode of(String rule, PastVersion version) {
        var stored = version.stored();
        var origin = JSON.objectNode().put("rule", rule);
        origin.set("source", source(stored.source()));
        return origin.put("entity", stored.source().entity().word())
                .put("asOf", stored.record().revision().changedAt().toString())
                .put("fetchedAt", stored.fetchedAt().toString())
                .put("sha256", version.sha256());
    }

    /** Done by somebody, as the audit trail has it. */
    static ObjectNode of(String rule, AuditEntry entry) {
        var origin = JSON.objectNode().put("rule", rule).put("by", entry.actor()).put("at", entry.at().toString());
        return entry.cause() == null ? origin : origin.put("cause", entry.cause());
    }

    static ObjectNode source(SourceRef source) {
        return JSON.objectNode().put("system", source.system()).put("key", source.key());
    }
}
