package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.identity.Explanations.Reason;
import io.casehub.identity.Outcome;
import io.casehub.identity.Reidentification.Changes;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CustomerId;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;

/** Who is one customer and why, as the contract writes it. What is absent is left out. */
final class IdentityShape {

    private static final int MOST_SHOWN = 100;

    private IdentityShape() {}

    static ObjectNode explanation(CustomerId customer, List<SourceRef> records, List<Reason> reasons) {
        var json = object().put("id", customer.toString());
        var list = json.putArray("records");
        records.forEach(record -> list.add(record(record)));
        var edges = json.putArray("edges");
        reasons.forEach(reason -> edges.add(edge(reason)));
        return json;
    }

    static ObjectNode edge(Reason reason) {
        var json = object().put("id", reason.id());
        json.set("left", record(reason.left()));
        json.set("right", record(reason.right()));
        json.put("verdict", reason.verdict());
        if (reason.bits() != null) {
            json.put("bits", reason.bits());
        }
        json.set("steps", ExactJson.parse(reason.steps()));
        if (reason.because() != null) {
            json.put("because", reason.because());
        }
        json.put("model", reason.model()).put("decidedBy", reason.by()).put("decidedAt",
                reason.at().toInstant().toString());
        if (reason.ended() != null) {
            json.put("endedAt", reason.ended().toInstant().toString());
        }
        return json.put("asks", reason.asks());
    }

    static ObjectNode review(Reason reason) {
        var json = edge(reason);
        ((ObjectNode) json.get("left")).put("customer", reason.leftCustomer().toString());
        ((ObjectNode) json.get("right")).put("customer", reason.rightCustomer().toString());
        return json;
    }

    static ObjectNode outcome(Outcome outcome) {
        var json = object().put("preview", !outcome.isDone());
        var retired = json.putArray("retired");
        outcome.retired().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(lead -> retired.addObject()
                .put("id", lead.getKey().toString()).put("into", lead.getValue().toString()));
        return json;
    }

    static ObjectNode changes(Changes changes, boolean isPreview) {
        var json = object().put("preview", isPreview).put("records", changes.records())
                .put("merged", changes.merged().size()).put("moved", changes.movedCount());
        var merged = json.putArray("mergedCustomers");
        changes.merged().entrySet().stream().sorted(Map.Entry.comparingByKey()).limit(MOST_SHOWN)
                .forEach(lead -> merged.addObject().put("id", lead.getKey().toString()).put("into",
                        lead.getValue().toString()));
        var moved = json.putArray("movedRecords");
        changes.moved().forEach(record -> moved.add(record(record)));
        return json;
    }

    static ObjectNode record(SourceRef record) {
        return object().put("system", record.system()).put("key", record.key());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
