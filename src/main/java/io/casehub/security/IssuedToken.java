package io.casehub.security;

import java.time.Instant;

/**
 * A new token of a customer with its text, which is known to nobody else.
 *
 * @param text what the customer's browser or app sends as {@code Authorization: Bearer}
 * @param expiresAt when it opens nothing any more
 */
public record IssuedToken(String text, Instant expiresAt) {

    /** Without the secret: a record's own form would carry it into the first log line. */
    @Override
    public String toString() {
        return "IssuedToken[until " + expiresAt + "]";
    }
}
