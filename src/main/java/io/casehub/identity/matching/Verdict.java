package io.casehub.identity.matching;

import io.casehub.model.CodeWord;

/** What is made of two records. */
public enum Verdict implements CodeWord {
    /** They speak of one customer. */
    JOIN,
    /** They may: a person is asked. */
    REVIEW,
    /** Nothing says so. */
    NEW,
    /** They cannot. */
    NEVER
}
