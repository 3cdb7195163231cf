package io.casehub.ingest;

import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Instant;

/**
 * The version of a record that is current, whole: what its system sent, and what a mapping made of
 * it.
 */
record StoredVersion(SourceRef source, Revision revision, byte[] hash, String raw, String canonical,
        Instant fetchedAt) {

    /** A record that exists no more has no fields. */
    static final String GONE = "{}";

    boolean isGone() {
        return canonical.equals(GONE);
    }
}
