package io.casehub.model;

/** The kinds of thing a source record can be about. */
public enum Entity implements CodeWord {
    CUSTOMER,
    CASE,
    ORDER,
    INVOICE,
    PAYMENT,
    SHIPMENT,
    INTERACTION,
    SCORE,
    SUBSCRIPTION,
    SUGGESTION,
    CONSENT
}
