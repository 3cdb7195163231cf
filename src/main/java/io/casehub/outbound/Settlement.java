package io.casehub.outbound;

import io.casehub.outbound.Delivery.State;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a try ended, to be written down.
 *
 * @param again when it is its turn again, where it is not settled
 * @param isUncertain it may have been told
 * @param changedAt with {@code sequence}: the version the record has after it
 */
record Settlement(State state, String outcome, Duration again, boolean isUncertain, @Nullable Confirmation by,
        @Nullable String theirs, @Nullable String policy, @Nullable Instant changedAt, long sequence) {

    static Settlement delivered(@Nullable Shown now, Confirmation by, String words) {
        return new Settlement(State.DELIVERED, words, Duration.ZERO, false, by, null, null,
                now == null ? null : now.changedAt(), now == null ? 0 : now.sequence());
    }

    /** Refused, sent or parked. */
    static Settlement of(State state, String words) {
        return new Settlement(state, words, Duration.ZERO, state == State.SENT, null, null, null, null, 0);
    }

    /** Both sides changed it: a conflict, or parked for a person to decide. */
    static Settlement clash(State state, String words, @Nullable String theirs, String policy) {
        return new Settlement(state, words, Duration.ZERO, false, null, theirs, policy, null, 0);
    }

    static Settlement again(String reason, Duration wait, boolean isUncertain) {
        return new Settlement(State.PENDING, reason, wait, isUncertain, null, null, null, null, 0);
    }

    /** To be told at once, to the version that the system shows. */
    static Settlement anew(String reason, Shown now) {
        return new Settlement(State.PENDING, reason, Duration.ZERO, false, null, null, null, now.changedAt(),
                now.sequence());
    }

    static Settlement unknown(String reason, Duration wait) {
        return new Settlement(State.UNKNOWN, reason, wait, true, null, null, null, null, 0);
    }
}
