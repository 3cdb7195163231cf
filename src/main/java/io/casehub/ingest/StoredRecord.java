package io.casehub.ingest;

import io.casehub.model.CanonicalRecord;
import io.casehub.model.SourceRef;
import java.time.Instant;

/**
 * The version of a source record that is now current.
 *
 * @param record in the hub's words
 * @param canonical the same as JSON, as its mapping wrote it and as it is stored
 * @param fetchedAt when the hub read this version
 */
public record StoredRecord(CanonicalRecord record, String canonical, Instant fetchedAt) {

    public SourceRef source() {
        return record.source();
    }
}
