package io.casehub.landscape;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Json;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The folder in which a landscape lives, held by one process at a time. */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileLock lock;
    private final Properties secrets = new Properties();

    /** What decides which company it is. */
    record Story(long seed, int customers, LocalDate today) {

        Company company() {
            return Company.generate(seed, customers, today);
        }
    }

    /** Another landscape lives in the folder. */
    static final class InUse extends IllegalStateException {

        private static final long serialVersionUID = 1;

        InUse(Path folder) {
            super("Another landscape lives in %s: stop it, or choose another folder with --landscape.data=…"
                    .formatted(folder));
        }
    }

    private DataFolder(Path folder, FileLock lock) throws IOException {
        this.folder = folder;
        this.lock = lock;
        var file = secretsFile();
        if (Files.exists(file))
            secrets.load(new StringReader(Files.readString(file)));
    }

    /**
     * @throws IllegalStateException if another landscape lives here
     */
    static DataFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("landscape.lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock == null)
                throw new OverlappingFileLockException();
            return new DataFolder(folder, lock);
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("Another landscape lives in " + folder
                    + ": stop it, or choose another folder with --landscape.data=…");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path of(String name) {
        return folder.resolve(name);
    }

    /**
     * A password or key of this name, thought up at the first start and kept in a file only its owner
     * may read.
     */
    synchronized String secret(String name) {
        var known = secrets.getProperty(name);
        if (known != null)
            return known;
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        var fresh = HexFormat.of().formatHex(bytes);
        secrets.setProperty(name, fresh);
        var sorted = new TreeMap<String, String>();
        secrets.forEach((key, value) -> sorted.put((String) key, (String) value));
        writePrivately(secretsFile(), sorted);
        return fresh;
    }

    /** The story that was begun here, or this one. */
    synchronized Story story(LandscapeSettings settings) {
        var file = of("story.json");
        try {
            if (Files.exists(file))
                return Json.CAMEL.read(Files.readString(file), Story.class);
            var story = new Story(settings.seed(), settings.customers(), settings.today());
            replace(file, Json.CAMEL.text(story));
            return story;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void writePrivately(Path file, Map<String, String> entries) {
        var properties = new Properties();
        properties.putAll(entries);
        try (var text = new StringWriter()) {
            properties.store(text, null);
            replace(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // whole or not at all, and readable by its owner only
    static void replace(Path file, String text) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path secretsFile() {
        return of("secrets.properties");
    }
}
