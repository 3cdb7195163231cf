package io.casehub.view.golden;

import io.casehub.model.CodeWord;

/**
 * What set a chosen value apart from the next best. Of two values the first rule that tells them
 * apart decides.
 */
enum Rule implements CodeWord {
    /** Nobody says anything else. */
    ONLY,
    /** All that say something else are thin, as the sender of a mail is. */
    FULL_RECORD,
    /** Its system comes first in {@code ownership.yaml}. */
    ORDER,
    /** Its record was changed last. */
    LATEST,
    /** It says more, or else its record does. */
    COMPLETEST,
    /** Nothing that matters: its record's system and key come first in the alphabet. */
    REFERENCE,
    /** One record says both, and this one first. */
    LISTED
}
