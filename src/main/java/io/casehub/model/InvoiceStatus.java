package io.casehub.model;

/** Where an invoice stands. */
public enum InvoiceStatus implements CodeWord {
    DRAFT,
    OPEN,
    PARTLY_PAID,
    PAID,
    OVERDUE,
    DISPUTED,
    VOID,
    UNKNOWN
}
