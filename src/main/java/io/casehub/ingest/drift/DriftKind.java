package io.casehub.ingest.drift;

import io.casehub.model.CodeWord;

/** What can become different about what a system sends. */
public enum DriftKind implements CodeWord {
    /** A field that was never there has values. */
    NEW_FIELD,
    /** A field that was there has no value any more. */
    VANISHED_FIELD,
    /** A field has values of a type it never had. */
    RETYPED_FIELD,
    /** A field is empty or missing much more often than it was. */
    NULLS_RISEN,
    /** A mapping had no word for the source's own, and wrote {@code unknown} beside it. */
    UNKNOWN_CODE
}
