package io.casehub.cases.documents;

import io.casehub.model.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Contents as files, {@code ab/cd/abcd…} by their digest. A file has its name only once its bytes
 * are on the disk, so no name ever stands for half a content.
 */
final class FolderStore implements ContentStore {

    private final Path folder;

    FolderStore(Path folder) {
        this.folder = folder;
    }

    /** Where the same content lies already it is written over: so an upload heals what was broken. */
    @Override
    public void put(Content draft) {
        try {
            var file = file(draft.sha256());
            Files.createDirectories(file.getParent());
            try (var written = FileChannel.open(draft.file(), StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(draft.file(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var directory = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                directory.force(true); // the name, too
            }
        } catch (IOException e) {
            throw new ContentStoreDown("keeping a content", e);
        }
    }

    @Override
    public boolean has(String sha256) {
        return Files.exists(file(sha256));
    }

    @Override
    public Content open(String sha256) {
        var file = file(sha256);
        var digest = Sha256.start();
        try {
            long size = Files.copy(file, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            var found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(sha256)) {
                throw new ContentBroken(sha256, "has the digest " + found);
            }
            return new Content(file, size, sha256, false);
        } catch (NoSuchFileException e) {
            throw new ContentBroken(sha256, "is missing");
        } catch (IOException e) {
            throw new ContentStoreDown("reading a content", e);
        }
    }

    @Override
    public void delete(String sha256) {
        try {
            Files.deleteIfExists(file(sha256));
        } catch (IOException e) {
            throw new ContentStoreDown("deleting a content", e);
        }
    }

    @Override
    public void eachBefore(Instant time, Consumer<String> told) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.find(folder, 3, (file, is) -> is.isRegularFile()
                && is.lastModifiedTime().toInstant().isBefore(time))) {
            files.forEach(file -> told.accept(file.getFileName().toString()));
        } catch (IOException | UncheckedIOException e) {
            throw new ContentStoreDown("listing contents", e);
        }
    }

    private Path file(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4)).resolve(sha256);
    }
}
