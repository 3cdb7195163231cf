package io.casehub.api;

import static io.casehub.api.Shape.object;
import static io.casehub.api.Shape.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.HubCase;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.Interaction;
import io.casehub.model.InteractionId;
import io.casehub.view.search.Excerpt;
import io.casehub.view.search.Found;
import io.casehub.view.search.Found.Source;

/** What was found by its words, as the contract writes it. */
final class SearchShape {

    private SearchShape() {}

    static ObjectNode of(Found found) {
        var json = object().put("kind", found.interaction() == null ? "case" : "interaction")
                .put("score", found.place().score()).put("at", found.place().at().toString());
        put(json, "customer", found.customer());
        if (found.hub() != null) {
            json.set("case", brief(found.hub()));
        }
        if (found.interaction() != null) {
            json.set("interaction", interaction(found.interaction()));
        }
        if (found.excerpt() != null) {
            json.set("excerpt", excerpt(found.excerpt(), found.source()));
        }
        return json;
    }

    static ObjectNode brief(HubCase hub) {
        return object().put("id", hub.id().toString()).put("number", hub.number()).put("subject", hub.subject())
                .put("status", hub.status().word()).put("href", CaseShape.href(hub));
    }

    private static ObjectNode interaction(StoredRecord stored) {
        var json = object().put("id", InteractionId.of(stored.source()));
        json.set("source", CaseShape.source(stored.source()));
        if (stored.record() instanceof Interaction said) {
            json.put("channel", said.channel().word()).put("direction", said.direction().word());
            put(json, "subject", said.subject());
        }
        return json.put("href", InteractionShape.href(stored.source()));
    }

    private static ObjectNode excerpt(Excerpt excerpt, Source source) {
        var json = object().put("field", excerpt.field()).put("text", excerpt.text());
        var marks = json.putArray("marks");
        excerpt.marks().forEach(mark -> marks.addArray().add(mark.from()).add(mark.to()));
        switch (source) {
            case Source.Said said -> json.set("source", CaseShape.source(said.record()));
            case Source.Written written -> json.put("comment", written.comment().toString())
                    .put("internal", written.isInternal());
            case Source.Named named -> {
                // the hub's own name of the case: there is nothing more to be said of it
            }
        }
        return json;
    }
}
