package io.casehub.cases;

import io.casehub.model.CodeWord;

/** What of a case can change. */
public enum CaseField implements CodeWord {
    STATUS,
    PRIORITY,
    ASSIGNEE,
    SUBJECT,
    CUSTOMER,
    QUEUE,
    TEAM,
    CLOSE_REASON,
    /** Type and version, {@code dispute 3}. */
    TYPE,
    /** One of the fields its type gives it; {@link Change#name} says which. */
    FIELD,
    /** By when something is promised; {@link Change#name} says what. */
    DUE
}
