package io.casehub.outbound;

import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command and its fate so far.
 *
 * @param state {@code pending}, {@code sending}, {@code sent}, {@code delivered}, {@code refused},
 * {@code conflict}, {@code unknown} or {@code parked}
 * @param outcome the system's answer, or why there is none
 * @param sequence the version the record had after it was delivered, 0 where the system counts none
 * @param echoedAt when the change came back with a pull and was recognised as ours
 */
public record Delivery(UUID id, CaseId caseId, SourceRef record, CommandKind kind, String payload, String actor,
        State state, int attempts, @Nullable String outcome, long sequence, Instant createdAt,
        @Nullable Instant settledAt,
        @Nullable Instant echoedAt) {

    /** The fates of a command. */
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
}
