package io.casehub.model;

/** What a customer said last. */
public enum ConsentStatus implements CodeWord {
    GIVEN,
    WITHDRAWN,
    UNKNOWN
}
