package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command and its fate so far.
 *
 * @param id also its idempotency key, the same at every try
 * @param outcome the system's answer, or why there is none
 * @param settledAt when its fate was known, {@code null} while it is not
 */
public record Delivery(UUID id, Topic topic, SourceRef record, CommandKind kind, String payload, String actor,
        State state, int attempts, @Nullable String outcome, Trace trace, Instant createdAt,
        @Nullable Instant settledAt) {

    /** Where a command stands. */
    public enum State implements CodeWord {
        PENDING,
        SENDING,
        SENT,
        DELIVERED,
        REFUSED,
        CONFLICT,
        UNKNOWN,
        PARKED;

        public boolean isSettled() {
            return this == DELIVERED || this == REFUSED || this == CONFLICT || this == PARKED;
        }
    }

    /**
     * What is known of a command beside its state.
     *
     * @param sequence the version the record had after it was delivered, 0 where the system counts none
     * @param changedAt the time of that version, by the system's clock
     * @param isUncertain it may have been told
     * @param echoedAt when the change came back with a pull and was recognised as ours
     * @param overriddenAt when its case followed somebody else in that field
     * @param doubtedAt since when its system says something else, which may be older
     * @param theirs in a conflict, what stands there
     * @param policy which decided, or left it open
     * @param foldedInto the later command that says all it had to say, and whose fate is its fate
     * @param deadline by when somebody expects it to be settled
     * @param overdueAt when that was missed, and told
     * @param decision what a person decided, with {@code decidedBy}
     */
    public record Trace(long sequence, @Nullable Instant changedAt, boolean isUncertain, @Nullable Instant echoedAt,
            @Nullable Instant overriddenAt, @Nullable Instant doubtedAt, @Nullable Confirmation confirmedBy,
            @Nullable String theirs,
            @Nullable String policy, @Nullable UUID foldedInto, Instant deadline, @Nullable Instant overdueAt,
            @Nullable String decision, @Nullable String decidedBy) {}

    public Fate fate() {
        var words = outcome == null ? "" : outcome;
        return switch (state) {
            case PENDING, SENDING, SENT -> new Fate.Underway();
            case DELIVERED -> new Fate.Delivered(
                    trace.confirmedBy() == null ? Confirmation.ANSWER : trace.confirmedBy(), words);
            case REFUSED -> new Fate.Refused(words);
            case CONFLICT -> new Fate.Conflict(value(), trace.theirs(),
                    trace.policy() == null ? "owner-wins" : trace.policy(), words);
            case UNKNOWN -> new Fate.Unknown(words);
            case PARKED -> new Fate.Parked(words, Optional.ofNullable(trace.theirs()),
                    Optional.ofNullable(trace.decision()));
        };
    }

    /** What it is to say; {@code null} where that is nothing, or no text. */
    public @Nullable String value() {
        return said().path("value").textValue();
    }

    JsonNode said() {
        return ExactJson.parse(payload);
    }
}
