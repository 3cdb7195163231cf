package io.casehub.model;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody made sure who a person is: when, who did, and how ({@code PIN}, {@code passport}).
 * It is about this person, never about everybody of the customer.
 */
public record Verification(Instant at, String by, String how) {

    public Verification {
        if (by.isBlank() || how.isBlank()) {
            throw new IllegalArgumentException("who has verified somebody says who he is and how he did it");
        }
    }

    /** Whether it still counts for what begins then. */
    public boolean counts(Instant then, Duration howLong) {
        return !at.plus(howLong).isBefore(then);
    }
}
