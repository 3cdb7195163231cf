package io.casehub.intake.receipts;

import io.casehub.model.CodeWord;

/** What became of a mail. All but the first are final until somebody has it handled again. */
public enum Fate implements CodeWord {
    /** Its bytes are kept; it is about to be handled, or to be tried again. */
    WAITING,
    /** It opened a case. */
    NEW_CASE,
    /** It joined a case. */
    REPLY,
    /** A program wrote it, or we did: in its case where it has one, and never answered. */
    AUTOMATIC,
    /** The same mail came before, or another way. */
    DUPLICATE,
    /** A rule says that such are not taken. */
    REFUSED,
    /** The hub could not handle it. */
    QUARANTINED
}
