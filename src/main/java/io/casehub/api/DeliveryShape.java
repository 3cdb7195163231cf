package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import io.casehub.outbound.BrokenSystem;
import io.casehub.outbound.Delivery;
import io.casehub.outbound.Fate;

/** Commands and their fates as the contract writes them. */
final class DeliveryShape {

    private DeliveryShape() {}

    static ObjectNode of(Delivery delivery) {
        var trace = delivery.trace();
        var json = object().put("id", delivery.id().toString());
        delivery.topic().hubCase().ifPresent(hub -> json.put("case", hub.toString()));
        delivery.topic().customer().ifPresent(customer -> json.put("customer", customer.toString()));
        json.set("source", CaseShape.source(delivery.record()));
        json.put("command", delivery.kind().word());
        json.set("payload", ExactJson.parse(delivery.payload()));
        json.put("actor", delivery.actor()).put("state", delivery.state().word()).put("attempts", delivery.attempts());
        put(json, "outcome", delivery.outcome());
        json.set("fate", fate(delivery.fate()));
        put(json, "foldedInto", trace.foldedInto());
        json.put("createdAt", delivery.createdAt().toString()).put("deadline", trace.deadline().toString());
        put(json, "overdueAt", trace.overdueAt());
        put(json, "settledAt", delivery.settledAt());
        put(json, "echoedAt", trace.echoedAt());
        put(json, "decidedBy", trace.decidedBy());
        return json.put("href", "/api/v1/deliveries/" + delivery.id());
    }

    static ObjectNode broken(BrokenSystem broken) {
        return object().put("system", broken.system()).put("failures", broken.failures())
                .put("since", broken.since().toString()).put("triedAgainAt", broken.until().toString())
                .put("reason", broken.reason());
    }

    private static ObjectNode fate(Fate fate) {
        return switch (fate) {
            case Fate.Underway() -> object().put("kind", "underway");
            case Fate.Delivered(var by, var words) -> object().put("kind", "delivered").put("confirmedBy", by.word())
                    .put("words", words);
            case Fate.Refused(var words) -> object().put("kind", "refused").put("words", words);
            case Fate.Conflict(var ours, var theirs, var policy, var words) -> {
                var json = object().put("kind", "conflict").put("policy", policy).put("words", words);
                put(json, "ours", ours);
                put(json, "theirs", theirs);
                yield json;
            }
            case Fate.Unknown(var words) -> object().put("kind", "unknown").put("words", words);
            case Fate.Parked(var reason, var theirs, var decision) -> {
                var json = object().put("kind", "parked").put("words", reason);
                theirs.ifPresent(value -> json.put("theirs", value));
                decision.ifPresent(word -> json.put("decision", word));
                yield json;
            }
        };
    }
}
