package io.casehub.ingest.drift;

import io.casehub.model.CodeWord;

/** Where a finding stands: for people to look at, taken note of by one, or over by itself. */
public enum DriftState implements CodeWord {
    OPEN,
    ACKNOWLEDGED,
    CLEARED
}
