package io.casehub.model;

/** Where a subscription stands. */
public enum SubscriptionStatus implements CodeWord {
    TRIAL,
    ACTIVE,
    PAUSED,
    PAST_DUE,
    CANCELLED,
    ENDED,
    UNKNOWN;

    /** Nothing more comes of it. */
    public boolean isFinal() {
        return this == CANCELLED || this == ENDED;
    }
}
