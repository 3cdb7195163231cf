package io.casehub.cases.bulk;

import io.casehub.model.CodeWord;

/** What came of one change. */
public enum BulkOutcome implements CodeWord {
    WAITING,
    CHANGED,
    /** It was as wished already. */
    UNCHANGED,
    /** The caller has read another version. */
    STALE,
    /** Its type does not allow it. */
    NOT_ALLOWED,
    NOT_FOUND,
    /** It is part of another case now. */
    MERGED,
    /** It says nothing that could be done. */
    UNREADABLE,
    /** The hub could not do it; its log says more. */
    FAILED
}
