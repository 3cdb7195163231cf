package io.casehub.model;

/** Where a payment stands. */
public enum PaymentStatus implements CodeWord {
    PENDING,
    SUCCEEDED,
    FAILED,
    REFUNDED,
    UNKNOWN
}
