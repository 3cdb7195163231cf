package io.casehub.connector.files.formats;

import io.casehub.ingest.RawRecord;
import java.io.Closeable;
import java.util.Optional;

/**
 * The records of one file, front to back. The same bytes give the same records in the same order,
 * so a count of them is a place to go on from.
 */
public interface FileRecords extends Closeable {

    /** The most characters (in XML: bytes) that one record may have; a longer one is unreadable. */
    int LONGEST_RECORD = 10_000_000;

    /**
     * The next record, empty behind the last. One that cannot be read is a record too, with a fault
     * that names its file and line.
     *
     * @throws FileBroken where nothing behind this place can be read either
     * @throws java.io.UncheckedIOException where the file's place failed, not its content
     */
    Optional<RawRecord> next();
}
