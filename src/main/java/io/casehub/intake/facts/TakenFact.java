package io.casehub.intake.facts;

import io.casehub.model.CodeWord;
import io.casehub.model.SourceRef;

/** What became of a fact somebody told, and the record it is. */
public record TakenFact(SourceRef source, Fate fate) {

    /** What can become of one. */
    public enum Fate implements CodeWord {
        /** It is what counts now. */
        APPLIED,
        /** It was known already. */
        UNCHANGED,
        /** Something later is known: it went into history alone. */
        SUPERSEDED,
        /** Its mapping did not take it: it waits for an engineer. */
        PARKED
    }
}
