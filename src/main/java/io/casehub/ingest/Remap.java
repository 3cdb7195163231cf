package io.casehub.ingest;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One re-map: stored records read once more by a mapping that was changed.
 * {@code looked = changed +
 * unchanged + vanished + parked}.
 *
 * @param askedBy who wanted it
 * @param records how many records the mapping had made when it was asked for
 * @param afterKey how far it is, in the order of keys
 * @param parked could not be read by the mapping, or taken by a room: they are as they were
 * @param problem why it does not get on; it goes on by itself once that is mended
 * @param finishedAt {@code null} while it is under way
 */
public record Remap(UUID id, MappingName mapping, String askedBy, Instant askedAt, long records, String afterKey,
        long looked, long changed, long unchanged, long vanished, long parked, @Nullable String problem,
        @Nullable Instant finishedAt) {

    /** {@code running}, {@code held-up} (see the problem) or {@code finished}. */
    public String state() {
        return finishedAt != null ? "finished" : problem != null ? "held-up" : "running";
    }
}
