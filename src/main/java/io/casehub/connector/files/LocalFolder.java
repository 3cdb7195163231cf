package io.casehub.connector.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder of this machine, or one that is mounted here. */
record LocalFolder(Path path) implements Folder {

    @Override
    public List<FileMark> list() throws IOException {
        var marks = new ArrayList<FileMark>();
        try (var files = Files.newDirectoryStream(path)) {
            for (var file : files) {
                look(file.getFileName().toString()).ifPresent(marks::add);
            }
            return marks;
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new IOException("there is no folder " + path + "; create it, or set where the files are", e);
        } catch (AccessDeniedException e) {
            throw new IOException("the hub may not read the folder " + path + "; give it the right to", e);
        }
    }

    @Override
    public Optional<FileMark> look(String name) throws IOException {
        try {
            var file = Files.readAttributes(path.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return file.isRegularFile()
                    ? Optional.of(new FileMark(name, file.size(), file.lastModifiedTime().toInstant()))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return Files.newInputStream(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
        } catch (AccessDeniedException e) {
            throw new IOException("the hub may not read " + name + " in " + path + "; give it the right to", e);
        }
    }

    @Override
    public void move(String name, String done) throws IOException {
        try {
            Files.createDirectories(path.resolve(DONE));
            Files.move(path.resolve(name), path.resolve(DONE).resolve(done), StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // another node was quicker
        } catch (IOException e) {
            throw new IOException(name + " has been read, but cannot be moved to " + path.resolve(DONE)
                    + "; let the hub write there, or say after: keep", e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        try {
            Files.deleteIfExists(path.resolve(name));
        } catch (IOException e) {
            throw new IOException(name + " has been read, but cannot be deleted from " + path
                    + "; let the hub write there, or say after: keep", e);
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
