package io.casehub.identity.matching;

import io.casehub.model.CodeWord;

/** How well two values agree. Which levels a trait knows stands with the {@link Trait}. */
public enum Level implements CodeWord {
    /** One of the two does not say: no evidence either way. */
    MISSING,
    /** The same in normal form. */
    EXACT,
    /** Given and family name, or day and month, have changed places. */
    SWAPPED,
    /** What is the given name in one is the family name in the other, which says no more. */
    CROSSED,
    /** A pet form of the same given name. */
    NICKNAME,
    /** The initial of the other. */
    INITIAL,
    /** A slip of the finger away. */
    CLOSE,
    /**
     * A part of the other: one of two names, the street without its number, the mailbox at another
     * provider.
     */
    PART,
    /** Much like the other, more than a slip away. */
    ALIKE,
    /** Something else. */
    DIFFERENT;

    static final Level[] ALL = values();

    boolean agrees() {
        return this != MISSING && this != DIFFERENT;
    }
}
