package io.casehub.audit.reads;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That somebody was shown something.
 *
 * @param number grows from read to read
 * @param query what stood behind the {@code ?}; {@code null} where there was none, or it was erased
 * @param status 200, or 304 where the caller was told that what he had was still so
 * @param size in bytes; {@code null} where it was too long to be kept
 * @param hash SHA-256 of the contents, in hexadecimal digits; {@code null} where they are not kept
 * @param erasedAt when its contents were erased, with the person they showed
 */
public record RecordedRead(long number, UUID id, Instant at, String actor, String method, String path,
        @Nullable String query, int status, @Nullable String type, @Nullable Long size, @Nullable String hash,
        @Nullable Instant erasedAt) {}
