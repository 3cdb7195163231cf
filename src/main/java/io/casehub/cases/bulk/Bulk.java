package io.casehub.cases.bulk;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Many changes in one request, and how far they are.
 *
 * @param counts how many have each outcome; those that none has are left out
 * @param finishedAt when the last was done, {@code null} while some wait
 */
public record Bulk(UUID id, String actor, Instant createdAt, @Nullable Instant finishedAt,
        Map<BulkOutcome, Integer> counts) {

    public Bulk {
        counts = Map.copyOf(counts);
    }

    public boolean isFinished() {
        return finishedAt != null;
    }

    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
