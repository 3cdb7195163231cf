package io.casehub.connector.push;

/**
 * What it means that an effect is not found where the answer to its command was lost: that the
 * system may still be at work on it, or that it will not come any more.
 */
enum Absence {
    UNKNOWN,
    NOT_DONE
}
