package io.casehub.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.casehub.mapping.ExactJson;

/** Text from outside to a raw record: what is not JSON is kept as it came. */
public final class Payloads {

    private Payloads() {}

    public static RawRecord parse(String text) {
        try {
            var tree = ExactJson.mapper().readTree(text);
            return tree.isMissingNode() ? RawRecord.unreadable(text, "is empty") : new RawRecord(text, tree, null);
        } catch (JsonProcessingException e) {
            return RawRecord.unreadable(text, "is not JSON: " + e.getOriginalMessage());
        }
    }
}
