package io.casehub.cases.documents;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a document in a file, and their digest, which has been computed from them. Closing
 * it deletes what is there for this one use.
 *
 * @param sha256 in hex
 * @param isDraft the file is this use's own
 */
public record Content(Path file, long size, String sha256, boolean isDraft) implements Closeable {

    @Override
    public void close() throws IOException {
        if (isDraft) {
            Files.deleteIfExists(file);
        }
    }
}
