package io.casehub.security;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key: everything but its secret.
 *
 * @param name who was given it
 * @param expiresAt when it dies by itself, {@code null} never
 * @param revokedAt when it was taken back, {@code null} not yet
 * @param lastUsedOn the last day (UTC) it opened a door
 */
public record ApiKey(String id, String name, Set<Role> roles, Instant createdAt, @Nullable Instant expiresAt,
        @Nullable Instant revokedAt, @Nullable LocalDate lastUsedOn) {

    public ApiKey {
        roles = Set.copyOf(roles);
    }

    /** Whether it opens anything at that time. */
    public boolean opensAt(Instant time) {
        return revokedAt == null && (expiresAt == null || time.isBefore(expiresAt));
    }
}
