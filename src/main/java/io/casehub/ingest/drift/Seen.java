package io.casehub.ingest.drift;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.model.CanonicalRecord;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that is new to the hub.
 *
 * @param payload as its system sent it
 * @param record what its mapping made of it; {@code null} where it could make nothing
 * @param fetchedAt when it was read
 */
public record Seen(JsonNode payload, @Nullable CanonicalRecord record, Instant fetchedAt) {

    private static final Duration OLD = Duration.ofDays(1);

    /** Whether it was not changed lately: it came with a load, and says nothing about these days. */
    boolean isBacklog() {
        return record != null && record.revision().changedAt().isBefore(fetchedAt.minus(OLD));
    }
}
