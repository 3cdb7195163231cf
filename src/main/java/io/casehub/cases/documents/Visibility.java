package io.casehub.cases.documents;

import io.casehub.model.CodeWord;

/** Who may see a document: those who work on the case, or its customer, too. */
public enum Visibility implements CodeWord {
    INTERNAL,
    CUSTOMER
}
