package io.casehub.ingest;

/** What became of a page. */
public sealed interface Receipt {

    /** It is in, with its cursor. {@code received = applied + unchanged + superseded + parked}. */
    record Landed(int received, int applied, int unchanged, int superseded, int parked) implements Receipt {

        public Landed plus(Landed other) {
            return new Landed(received + other.received, applied + other.applied, unchanged + other.unchanged,
                    superseded + other.superseded, parked + other.parked);
        }
    }

    /**
     * Another page moved the cursor first; nothing of this one was stored. Read again behind the stored
     * cursor.
     */
    record Outdated() implements Receipt {}
}
