package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;
import static io.casehub.api.Shape.word;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.RecordedEntry;
import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseLink;
import io.casehub.cases.HubCase;
import io.casehub.model.SourceRef;
import java.util.List;

/** Cases as the contract writes them. What is absent is left out. */
final class CaseShape {

    private CaseShape() {}

    static ObjectNode brief(HubCase hub) {
        var json = object().put("id", hub.id().toString()).put("number", hub.number());
        put(json, "customer", hub.customer());
        put(json, "type", hub.type());
        json.put("subject", hub.subject())
                .put("status", hub.status().word())
                .put("priority", hub.priority().word());
        put(json, "assignee", hub.assignee());
        CaseworkShape.brief(json, hub);
        json.set("origin", source(hub.origin()));
        return json.put("openedAt", hub.openedAt().toString())
                .put("changedAt", hub.changedAt().toString())
                .put("version", hub.version())
                .put("href", href(hub));
    }

    static ObjectNode whole(HubCase hub, List<CaseLink> links, List<CaseComment> comments) {
        var json = brief(hub);
        var sources = json.putArray("links");
        links.forEach(link -> sources.add(link(link)));
        var written = json.putArray("comments");
        comments.forEach(comment -> written.add(comment(comment)));
        return json;
    }

    static ObjectNode comment(CaseComment comment) {
        var json = object().put("id", comment.id().toString())
                .put("at", comment.at().toString())
                .put("author", comment.author())
                .put("internal", comment.isInternal())
                .put("text", comment.text());
        put(json, "inReplyTo", comment.inReplyTo());
        if (!comment.mentions().isEmpty()) {
            comment.mentions().forEach(json.putArray("mentions")::add);
        }
        return json;
    }

    static ObjectNode entry(RecordedEntry recorded) {
        var entry = recorded.entry();
        var json = object().put("seq", recorded.seq())
                .put("at", entry.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action());
        put(json, "field", entry.field());
        put(json, "before", entry.before());
        put(json, "after", entry.after());
        put(json, "cause", entry.cause());
        return recorded.erased() ? json.put("erased", true) : json;
    }

    static String href(HubCase hub) {
        return "/api/v1/cases/" + hub.id();
    }

    static ObjectNode link(CaseLink link) {
        var json = object();
        json.set("source", source(link.source()));
        json.put("entity", link.source().entity().word()).put("evidence", link.evidence());
        put(json, "subject", link.subject());
        put(json, "status", word(link.status()));
        put(json, "sourceStatus", link.sourceStatus());
        put(json, "priority", word(link.priority()));
        put(json, "assignee", link.assignee());
        return link.isGone() ? json.put("gone", true) : json;
    }

    static ObjectNode source(SourceRef source) {
        return object().put("system", source.system()).put("key", source.key());
    }
}
