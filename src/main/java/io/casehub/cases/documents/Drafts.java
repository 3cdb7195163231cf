package io.casehub.cases.documents;

import io.casehub.cases.documents.DocumentRefused.Reason;
import io.casehub.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Contents on their way, each in a file of its own, digested and counted as it is written. What a
 * crash left behind is deleted after an hour.
 */
final class Drafts {

    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path folder;
    private final long largest;

    Drafts(Path folder, long largest) {
        this.folder = folder;
        this.largest = largest;
    }

    /** What a stream says, to its end. */
    Content of(InputStream stream) {
        return written(stream::transferTo);
    }

    /**
     * What somebody writes.
     *
     * @throws DocumentRefused where it is more than a document may have
     * @throws ContentStoreDown where the draft cannot be written, or the writer fails
     */
    Content written(Writer writer) {
        var file = folder.resolve(UUID.randomUUID().toString());
        boolean isWhole = false;
        try {
            Files.createDirectories(folder);
            try (var out = new Measured(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW))) {
                writer.write(out);
                out.flush();
                isWhole = true;
                return new Content(file, out.size, HexFormat.of().formatHex(out.digest.digest()), true);
            } finally {
                if (!isWhole) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new ContentStoreDown("taking a document in", e);
        }
    }

    void deleteLeftBehind(Instant now) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LEFT_BEHIND))) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Writes a content. */
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    private final class Measured extends OutputStream {

        private final OutputStream out;
        private final MessageDigest digest = Sha256.start();
        private long size;

        Measured(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            size += length;
            if (size > largest) {
                throw new DocumentRefused(Reason.TOO_LARGE, "a document has at most " + largest
                        + " bytes (casehub.documents.largest)");
            }
            digest.update(bytes, offset, length);
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
