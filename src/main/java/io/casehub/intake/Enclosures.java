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
     * @throws EnclosureMissing where the case has it no more, or its content is broken
     * @throws EnclosuresDown where what keeps it does not answer
     */
    Opened open(CaseId id, UUID document);

    /**
     * The bytes of a document, for one use.
     *
     * @param release what is to be done when it is over
     */
    record Opened(Path file, Closeable release) implements Closeable {

        @Override
        public void close() throws IOException {
            release.close();
        }
    }
}
