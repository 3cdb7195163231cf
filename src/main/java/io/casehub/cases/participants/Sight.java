package io.casehub.cases.participants;

import io.casehub.model.CodeWord;

/** How much of a case somebody may see. */
public enum Sight implements CodeWord {
    /** What is visible to the customer. */
    CUSTOMER,
    /** Everything. */
    INTERNAL
}
