package io.casehub.mapping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A YAML file that people change while the hub runs. It is read whole when it has changed; one that
 * is broken is refused, told once, and what it said before stays.
 */
public final class LivingFile<T> {

    private static final Logger log = LoggerFactory.getLogger(LivingFile.class);

    private final Path file;
    private final T otherwise;
    private final Reading<T> reading;
    private String stamp = "";
    private volatile T said;
    private volatile @Nullable String refusal;

    /** @param otherwise what is so where there is no file, or none that could ever be read */
    public LivingFile(Path file, T otherwise, Reading<T> reading) {
        this.file = file;
        this.otherwise = otherwise;
        this.reading = reading;
        this.said = otherwise;
    }

    /** What the file says, as it was when it was last looked at and could be used. */
    public T said() {
        return said;
    }

    /** Why the file as it now is cannot be used; {@code null} where it is in use. */
    public @Nullable String refusal() {
        return refusal;
    }

    /** Reads the file if it is another than at the last look. */
    public synchronized void look() {
        var now = stamped();
        if (!now.equals(stamp)) {
            stamp = now;
            try {
                said = now.isEmpty() ? otherwise : read();
                refusal = null;
            } catch (FileBroken e) {
                refusal = e.getMessage();
                log.atWarn().addKeyValue("reason", e.getMessage()).log("file is refused; what it said before stays");
            }
        }
    }

    private T read() {
        try {
            var text = Files.readString(file);
            return reading.read(Spot.of(file, text), text);
        } catch (IOException e) {
            throw new FileBroken(file + " cannot be read: " + e.getMessage());
        }
    }

    /** Empty where there is no file. */
    private String stamped() {
        try {
            return Files.isRegularFile(file) ? Files.getLastModifiedTime(file) + " " + Files.size(file) : "";
        } catch (IOException e) {
            return ""; // taken away between two questions
        }
    }

    /** Makes of a file what the hub works with. */
    @FunctionalInterface
    public interface Reading<T> {

        /** @throws FileBroken with the place of what cannot be used */
        T read(Spot file, String text);
    }
}
