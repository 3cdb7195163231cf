package io.casehub.cases;

import io.casehub.model.CodeWord;

/** What of a case can change. */
public enum CaseField implements CodeWord {
    STATUS, PRIORITY, ASSIGNEE, SUBJECT, CUSTOMER
}
