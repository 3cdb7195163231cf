package io.casehub.cases.participants;

import io.casehub.model.CodeWord;

/** As what somebody takes part in a case. */
public enum Role implements CodeWord {
    /** Whose case it is. */
    CUSTOMER(false),
    /** Wrote or called for the customer, or was copied in. */
    CONTACT(false),
    /** Works, or worked, on it. */
    AGENT(true),
    /** Of another company, for a time. */
    PARTNER(false),
    /** Was asked. */
    EXPERT(true),
    /** A program that takes part. */
    SYSTEM(true);

    private final boolean ours;

    Role(boolean ours) {
        this.ours = ours;
    }

    Sight usualSight() {
        return ours ? Sight.INTERNAL : Sight.CUSTOMER;
    }
}
