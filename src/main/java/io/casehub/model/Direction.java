package io.casehub.model;

/** Who spoke: the customer (inbound) or the company (outbound). */
public enum Direction implements CodeWord {
    INBOUND,
    OUTBOUND
}
