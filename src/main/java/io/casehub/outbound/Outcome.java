package io.casehub.outbound;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of carrying a command. */
public sealed interface Outcome {

    /**
     * The system did it.
     *
     * @param now the case there now, where the system shows it
     * @param by how that is known
     * @param answer the system's own words, shortened
     */
    record Delivered(@Nullable Shown now, Confirmation by, String answer) implements Outcome {

        /** Known by an answer that shows no case. */
        public Delivered(String answer) {
            this(null, Confirmation.ANSWER, answer);
        }
    }

    /** It is with the system, whose answer comes by another way. */
    record Sent(String how) implements Outcome {}

    /** The system said no. */
    record Refused(String reason) implements Outcome {}

    /**
     * The system said yes, and its record says something else.
     *
     * @param now the record there now
     */
    record Contradicted(Shown now, String reason) implements Outcome {}

    /**
     * Somebody changed the record there since the hub last saw it.
     *
     * @param now the case there now, where the system shows it
     */
    record Conflict(@Nullable Shown now, String reason) implements Outcome {}

    /** It may have taken effect or not: no answer, or half of one. */
    record Unknown(String reason) implements Outcome {}

    /** It certainly took no effect: try again, not before the time given. */
    record NotReached(String reason, Duration retryAfter) implements Outcome {}

    /**
     * The hub could not put it into the system's words, so nothing was sent: a file wants mending, or
     * the value.
     */
    record Unsayable(String reason) implements Outcome {}
}
