package io.casehub.intake;

import io.casehub.model.CaseId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** The door by which whoever sends a mail, or tells a system, has the files that go with it. */
public interface Enclosures {

    /**
     * A document's bytes in a file, to be closed by the caller.
     *
     * @throws EnclosureMissing where the case has it no more, its content is broken, or a scanner found
     * something in it
     * @throws EnclosuresDown where what keeps it does not answer
     */
    Opened open(CaseId id, UUID document);

    /**
     * The bytes of a document, for one use.
     *
     * @param scanned whether somebody looked for viruses in it, in words
     * @param release what is to be done when it is over
     */
    record Opened(Path file, String scanned, Closeable release) implements Closeable {

        @Override
        public void close() throws IOException {
            release.close();
        }
    }
}
