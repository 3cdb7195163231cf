package io.casehub.api;

import static io.casehub.api.Shape.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseRelation;
import io.casehub.cases.Decision;
import io.casehub.cases.HubCase;
import io.casehub.cases.linking.Edge;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is one case and why, as the contract writes it. What is absent is left out. */
final class LinkShape {

    private static final int MOST_RECORDS = 200;
    private static final int LONGEST = 400;
    private static final Pattern RECORD = Pattern.compile("([^:]+):([^:]+):(.+)");

    private LinkShape() {}

    static ObjectNode edge(Edge edge) {
        var json = object().put("id", edge.id().toString());
        json.set("from", record(edge.from()));
        json.set("to", record(edge.to()));
        json.put("rule", edge.rule().word()).put("verdict", edge.verdict().word()).put("evidence", edge.evidence());
        return edge.decision() == null ? json : json.put("decision", edge.decision().toString());
    }

    static ObjectNode relation(CaseRelation relation, HubCase other) {
        var json = object().put("id", relation.id().toString()).put("kind", relation.kind().word());
        json.putObject("case").put("id", other.id().toString()).put("number", other.number())
                .put("subject", other.subject()).put("status", other.status().word())
                .put("href", CaseShape.href(other));
        if (relation.reason() != null) {
            json.put("reason", relation.reason());
        }
        return json.put("actor", relation.actor()).put("at", relation.at().toString());
    }

    static ObjectNode decision(Decision decision) {
        var json = object();
        if (decision.id() == null) {
            json.put("preview", true);
        } else {
            json.put("id", decision.id().toString());
        }
        json.put("kind", decision.kind().word());
        json.set("case", CaseShape.brief(decision.hub()));
        var merged = json.putArray("merged");
        decision.merged().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .forEach(merge -> merged.addObject().put("case", merge.getKey()).put("into", merge.getValue()));
        var opened = json.putArray("opened");
        decision.opened().forEach(opened::add);
        var moved = json.putArray("moved");
        decision.moved().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(move -> {
            var entry = moved.addObject();
            entry.set("record", record(move.getKey()));
            entry.put("into", move.getValue());
        });
        return json;
    }

    static List<SourceRef> records(Body body, String field) {
        var records = body.objects(field, MOST_RECORDS, "system", "entity", "key").stream().map(LinkShape::record)
                .toList();
        if (records.isEmpty()) {
            throw new BadRequest("the field " + field + " names no record");
        }
        return records;
    }

    static SourceRef record(Body record) {
        return BadRequest.unless(() -> SourceRef.of(record.required("system", LONGEST),
                record.required("entity", LONGEST), record.required("key", LONGEST)));
    }

    /** As it stands in links: {@code crm:case:1001}. */
    static SourceRef record(String text) {
        var parts = RECORD.matcher(text);
        if (!parts.matches()) {
            throw new BadRequest("a record is written as system:entity:key");
        }
        return BadRequest.unless(() -> SourceRef.of(parts.group(1), parts.group(2), parts.group(3)));
    }

    private static ObjectNode record(SourceRef source) {
        return object().put("system", source.system()).put("entity", source.entity().word()).put("key", source.key());
    }
}
