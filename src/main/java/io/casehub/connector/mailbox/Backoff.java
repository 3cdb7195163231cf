package io.casehub.connector.mailbox;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: 1 s, doubling up to 60 s, of which a random half is let
 * off.
 */
final class Backoff {

    private static final long FIRST_MS = 1_000;
    private static final long LONGEST_MS = 60_000;

    private long ms = FIRST_MS;

    Duration next() {
        // many mailboxes on one server must not all come back in the same instant
        var wait = Duration.ofMillis(ms - ThreadLocalRandom.current().nextLong(ms / 2));
        ms = Math.min(ms * 2, LONGEST_MS);
        return wait;
    }

    boolean isFresh() {
        return ms == FIRST_MS;
    }

    void reset() {
        ms = FIRST_MS;
    }
}
