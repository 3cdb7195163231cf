package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as the source gave it.
 *
 * @param isLast the source has no more for now
 * @param next its token or link for the page behind, where it gives such
 * @param total how many records it says there are; {@code -1} where it does not
 * @param listed the records as the page has them, whatever else was read of them
 */
record Fetched(List<JsonNode> records, boolean isLast, @Nullable String next, long total, List<JsonNode> listed) {

    Fetched(List<JsonNode> records, boolean isLast, @Nullable String next, long total) {
        this(records, isLast, next, total, records);
    }

    Fetched(List<JsonNode> records, boolean isLast) {
        this(records, isLast, null, -1);
    }

    /** The same place in the source, with the records as they are read one by one. */
    Fetched with(List<JsonNode> better) {
        return new Fetched(better, isLast, next, total, listed);
    }
}
