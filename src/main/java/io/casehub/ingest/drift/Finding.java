package io.casehub.ingest.drift;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A drift that was noticed. Nothing in it is a value of a record but the word of an unknown code.
 *
 * @param path of the field in the payload, as a JSON pointer with {@code *} for any element or key;
 * of an unknown code the canonical field
 * @param word of an unknown code the source's, up to 60 characters
 * @param type of a retyped field the new one
 * @param usual of a retyped field the types it had, with commas
 * @param before the share of records, 0 to 1, in the baseline that had the field; of risen nulls
 * that had no value
 * @param now the same, of recent records; of a retyped field those that have the new type
 * @param records of an unknown code how many there were, of others 0
 * @param firstSeen since when it is so this time
 */
public record Finding(UUID id, Traffic traffic, DriftKind kind, String path, @Nullable String word,
        @Nullable String type, @Nullable String usual, double before, double now, long records, DriftState state,
        Instant firstSeen, Instant lastSeen, @Nullable String acknowledgedBy) {}
