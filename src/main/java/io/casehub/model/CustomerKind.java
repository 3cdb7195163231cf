package io.casehub.model;

/** Whether a customer is one human being or a company, an office, an association. */
public enum CustomerKind implements CodeWord {
    PERSON,
    ORGANISATION
}
