package io.casehub.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.CodeWord;
import org.jspecify.annotations.Nullable;

/** What all shapes of the contract have in common: what there is nothing of is left out. */
final class Shape {

    private Shape() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    /** Which system said it, when it last changed there, and when the hub read that. */
    static ObjectNode origin(ObjectNode json, StoredRecord stored) {
        json.putObject("source").put("system", stored.source().system()).put("key", stored.source().key());
        return json.put("asOf", stored.record().revision().changedAt().toString())
                .put("fetchedAt", stored.fetchedAt().toString());
    }

    static @Nullable String word(@Nullable CodeWord value) {
        return value == null ? null : value.word();
    }
}
