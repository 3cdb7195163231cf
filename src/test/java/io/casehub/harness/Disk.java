package io.casehub.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A small disk of its own that can become full, as Linux mounts one in memory for those who may
 * mount.
 */
final class Disk implements AutoCloseable {

    private static final byte[] BLOCK = new byte[1 << 16];

    private final Path folder;

    private Disk(Path folder) {
        this.folder = folder;
    }

    /** Nothing where this machine, or whoever runs this, mounts none. */
    static Optional<Disk> at(Path folder, int megabytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return isDone("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "casehub", folder.toString())
                ? Optional.of(new Disk(folder))
                : Optional.empty();
    }

    Path folder() {
        return folder;
    }

    /** Takes whatever there is left of it. */
    void fill() {
        try (var ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(BLOCK);
            }
        } catch (IOException e) {
            // now it is
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        isDone("umount", "-l", folder.toString());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean isDone(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
