package io.casehub.outbound;

import io.casehub.model.CodeWord;

/** By what the hub knows that a command took effect. */
public enum Confirmation implements CodeWord {
    /** The system's answer said so. */
    ANSWER,
    /** The system was asked afterwards, and showed it. */
    READ_BACK,
    /** The system replied by another way. */
    REPLY,
    /** The next reading brought it. */
    PULL,
    /** Somebody has looked. */
    PERSON
}
