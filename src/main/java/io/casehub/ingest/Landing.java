package io.casehub.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.ingest.drift.Seen;
import io.casehub.model.CanonicalRecord;
import io.casehub.model.Gone;
import io.casehub.model.Revision;
import io.casehub.model.Sha256;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/** A mapped record on its way into the store: one version, and where it came from. */
record Landing(RawRecord raw, String mapping, CanonicalRecord record, String canonical, Instant fetchedAt,
        byte[] hash) {

    /** In the place of a mapping, for what no mapping read. */
    private static final String SWEEP = "sweep";

    /**
     * That a record was not listed any more: of the revision it had, so that any later one, and the
     * very same once it is listed again, takes its place.
     */
    static Landing swept(Gone gone, String route, Instant at) {
        var raw = RawRecord.of(JsonNodeFactory.instance.objectNode().put("key", gone.source().key())
                .put("notListedBy", route).put("at", at.toString()));
        return new Landing(raw, SWEEP, gone, "{}", at, Sha256.of(raw.text()));
    }

    boolean isSwept() {
        return mapping.equals(SWEEP);
    }

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
        return new Version(source(), revision(), hash, isSwept());
    }

    Seen seen() {
        return new Seen(Objects.requireNonNull(raw.tree(), "what was mapped was parsed"), record, fetchedAt);
    }

    StoredRecord stored() {
        return new StoredRecord(record, canonical, fetchedAt);
    }

    /**
     * What tells one version of a record from another.
     *
     * @param isSwept it says that the record was not listed any more
     */
    record Version(SourceRef source, Revision revision, byte[] hash, boolean isSwept) {

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
