package io.casehub.connector.push;

import io.casehub.outbound.Shown;
import org.jspecify.annotations.Nullable;

/**
 * What a system showed when it was asked whether a command took effect there.
 *
 * @param words what it showed, or why nobody knows
 * @param record the case or customer as it stands there now, where it showed that
 */
record Finding(Kind kind, String words, @Nullable Shown record) {

    static Finding there(String words, @Nullable Shown record) {
        return new Finding(Kind.THERE, words, record);
    }

    static Finding missing(String words, @Nullable Shown record) {
        return new Finding(Kind.MISSING, words, record);
    }

    static Finding unclear(String words) {
        return new Finding(Kind.UNCLEAR, words, null);
    }

    /** The effect is there, is not there, or nobody knows. */
    enum Kind {
        THERE,
        MISSING,
        UNCLEAR
    }
}
