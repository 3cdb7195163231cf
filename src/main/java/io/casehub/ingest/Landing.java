package io.casehub.ingest;

import io.casehub.ingest.drift.Seen;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/** A mapped record on its way into the store: one version, and where it came from. */
record Landing(RawRecord raw, String mapping, CanonicalRecord record, String canonical, Instant fetchedAt,
        byte[] hash) {

    SourceRef source() {
        return record.source();
    }

    Revision revision() {
        return record.revision();
    }

    boolean hasContentOf(Version other) {
        return Arrays.equals(hash, other.hash());
    }

    Version version() {
        return new Version(source(), revision(), hash);
    }

    Seen seen() {
        return new Seen(Objects.requireNonNull(raw.tree(), "what was mapped was parsed"), record, fetchedAt);
    }

    StoredRecord stored() {
        return new StoredRecord(record, canonical, fetchedAt);
    }

    /** What tells one version of a record from another. */
    record Version(SourceRef source, Revision revision, byte[] hash) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Version version && source.equals(version.source)
                    && revision.equals(version.revision) && Arrays.equals(hash, version.hash);
        }

        @Override
        public int hashCode() {
            return 31 * source.hashCode() + revision.hashCode();
        }
    }
}
