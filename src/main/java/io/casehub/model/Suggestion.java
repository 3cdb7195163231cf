package io.casehub.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody proposes to do next for a customer, and what became of it. {@code action} is a word
 * for programs, {@code evidence} names the records it rests on, {@code confidence} is from 0 to 1.
 */
public record Suggestion(SourceRef source, Revision revision, SourceRef customer, String title,
        @Nullable String action, @Nullable String reason, List<SourceRef> evidence, @Nullable BigDecimal confidence,
        String by, @Nullable String model, Instant computedAt, @Nullable Instant expiresAt,
        @Nullable Outcome outcome) implements Fact {

    public Suggestion {
        evidence = List.copyOf(evidence);
        if (confidence != null && (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0)) {
            throw new IllegalArgumentException("confidence is from 0 to 1");
        }
        if (expiresAt != null && !expiresAt.isAfter(computedAt)) {
            throw new IllegalArgumentException("expiresAt is after computedAt");
        }
    }

    /** What became of a suggestion: who said so, when, and why. */
    public record Outcome(Status status, String by, Instant at, @Nullable String reason) {

        /** Nothing comes of it any more, or it was done. */
        public boolean isFinal() {
            return status != Status.ACCEPTED;
        }

        /** How far it went. */
        public enum Status implements CodeWord {
            ACCEPTED,
            DECLINED,
            DONE,
            EXPIRED
        }
    }

    /** Whether somebody may still act on it. */
    public boolean isOpen(Instant now) {
        return outcome == null ? expiresAt == null || now.isBefore(expiresAt) : !outcome.isFinal();
    }
}
