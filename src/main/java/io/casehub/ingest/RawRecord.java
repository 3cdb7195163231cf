package io.casehub.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One record as a system gave it. Text that is not JSON is a record too: it is parked with the
 * reason, and nothing of it is lost.
 *
 * @param text the payload, kept byte for byte as the source record's raw form
 * @param tree the payload parsed, or {@code null} where it is not JSON
 * @param fault why it could not be parsed; given exactly where {@code tree} is not
 */
public record RawRecord(String text, @Nullable JsonNode tree, @Nullable String fault) {

    public static RawRecord of(JsonNode tree) {
        return new RawRecord(tree.toString(), tree, null);
    }

    public static RawRecord unreadable(String text, String fault) {
        return new RawRecord(text, null, fault);
    }
}
