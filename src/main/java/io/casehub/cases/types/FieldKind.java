package io.casehub.cases.types;

import io.casehub.model.CodeWord;

/** What can stand in a field of a case. */
public enum FieldKind implements CodeWord {
    TEXT,
    NUMBER,
    MONEY,
    DATE,
    BOOLEAN,
    CHOICE,
    REFERENCE
}
