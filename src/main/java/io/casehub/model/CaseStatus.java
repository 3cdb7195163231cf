package io.casehub.model;

/**
 * Where a case stands. A hub case is never {@code unknown}; a source case is, when its system used
 * a word that its mapping does not know.
 */
public enum CaseStatus implements CodeWord {
    NEW,
    OPEN,
    WAITING_CUSTOMER,
    WAITING_THIRD_PARTY,
    RESOLVED,
    CLOSED,
    UNKNOWN;

    /** Somebody works on it, or is to. */
    public boolean isInHand() {
        return this == NEW || this == OPEN;
    }

    /** Nobody works on it any more. */
    public boolean isFinal() {
        return this == RESOLVED || this == CLOSED;
    }
}
