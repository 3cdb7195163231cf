package io.casehub.connector.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/**
 * A file as a folder lists it. Another size or time is another file, though it has the name of one
 * before.
 *
 * @param size in bytes
 * @param modified to the millisecond; many SFTP servers tell seconds
 */
record FileMark(String name, long size, Instant modified) {

    /** The order in which files are read: those come first that were written first. */
    static final Comparator<FileMark> ORDER = Comparator.comparing(FileMark::modified).thenComparing(FileMark::name);

    FileMark {
        modified = modified.truncatedTo(ChronoUnit.MILLIS);
    }
}
