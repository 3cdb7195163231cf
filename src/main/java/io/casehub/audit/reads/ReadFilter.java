package io.casehub.audit.reads;

import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which reads are asked for; what is {@code null} does not matter.
 *
 * @param shown reads that showed one of these: customers or cases by their ids
 * @param from at or after
 * @param to before
 * @param behind the number of the last read already seen
 */
public record ReadFilter(@Nullable Collection<UUID> shown, @Nullable String actor, @Nullable Instant from,
        @Nullable Instant to, @Nullable Long behind, int limit) {}
