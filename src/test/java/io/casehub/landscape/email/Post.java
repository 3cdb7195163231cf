package io.casehub.landscape.email;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Mails as files, numbered in the order in which they came. A file is there whole or not at all.
 */
final class Post {

    private final Path folder;
    private int last;

    /** A kept mail. */
    record Kept(int number, String label, Path file) {

        byte[] bytes() {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Instant arrived() {
            try {
                return Files.getLastModifiedTime(file).toInstant();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Kept of(Path file) {
            var name = file.getFileName().toString().replaceFirst("\\.eml$", "");
            return new Kept(Integer.parseInt(name.substring(0, 6)), name.substring(Math.min(name.length(), 7)), file);
        }
    }

    Post(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.last = all().stream().mapToInt(Kept::number).max().orElse(0);
    }

    /**
     * @param label what else the name of the file should tell, or nothing
     */
    synchronized int keep(byte[] mail, String label, Instant arrived) {
        var number = last + 1;
        var name = "%06d%s.eml".formatted(number, label.isEmpty() ? "" : "-" + label);
        try {
            var fresh = Files.write(folder.resolve(name + ".new"), mail);
            Files.setLastModifiedTime(fresh, FileTime.from(arrived));
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        last = number;
        return number;
    }

    synchronized int count() {
        return last;
    }

    List<Kept> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml")).map(Kept::of)
                    .sorted(Comparator.comparing(Kept::number)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
