package io.casehub.outbound;

import io.casehub.model.CaseStatus;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of carrying a command. */
public sealed interface Outcome {

    /**
     * The system did it, and said so.
     *
     * @param status the case's status there now, where the answer tells
     * @param sequence its version there now, 0 where unknown
     * @param answer the system's own words, shortened
     */
    record Delivered(@Nullable CaseStatus status, @Nullable String sourceStatus, long sequence, String answer)
            implements Outcome {}

    /** It is with the system, whose answer comes by another way. */
    record Sent(String how) implements Outcome {}

    /** The system said no. */
    record Refused(String reason) implements Outcome {}

    /** Somebody changed the record there since the hub last saw it. */
    record Conflict(@Nullable CaseStatus status, @Nullable String sourceStatus, long sequence, String reason)
            implements Outcome {}

    /** It may have taken effect or not: no answer, or half of one. */
    record Unknown(String reason) implements Outcome {}

    /** It certainly took no effect: try again, not before the time given. */
    record NotReached(String reason, Duration retryAfter) implements Outcome {}
}
