package io.casehub.model;

/** Where an order stands. */
public enum OrderStatus implements CodeWord {
    PLACED,
    CONFIRMED,
    IN_PROGRESS,
    SHIPPED,
    COMPLETED,
    CANCELLED,
    RETURNED,
    UNKNOWN
}
