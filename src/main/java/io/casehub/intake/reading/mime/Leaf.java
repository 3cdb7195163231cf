package io.casehub.intake.reading.mime;

import io.casehub.intake.reading.words.PlainText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part that holds no others, its transfer encoding undone as it is read.
 *
 * @param fileName without folders; {@code null} where it has none
 * @param disposition in lower case, empty where it has none
 * @param contentId without angle brackets; {@code null} where it has none
 */
public record Leaf(MediaType type, @Nullable String fileName, String disposition, @Nullable String contentId,
        Content content) implements Node {

    private static final int LONGEST_NAME = 500;

    /** Opens the same bytes every time. */
    @FunctionalInterface
    public interface Content {

        InputStream open() throws IOException;
    }

    public Leaf {
        fileName = fileName == null ? null : baseName(fileName);
    }

    /** A file that is attached. */
    public static Leaf file(MediaType type, @Nullable String fileName, Content content) {
        return new Leaf(type, fileName, "attachment", null, content);
    }

    public boolean isAttachment() {
        return disposition.equals("attachment");
    }

    public boolean isInline() {
        return disposition.equals("inline") || contentId != null && !isAttachment();
    }

    /** At most so many bytes of it; nothing where it cannot be read. */
    public byte[] bytes(int most) {
        try (var in = content.open()) {
            return in.readNBytes(most);
        } catch (IOException | RuntimeException e) {
            return new byte[0];
        }
    }

    /** In the charset it names, or looks to be in. */
    public String text(int most) {
        return TextDecoding.decode(bytes(most), type.charset());
    }

    /** The text of a part in which nothing else is, such as a delivery report's. */
    public Optional<String> textOf(String name, int most) {
        return type.name().equals(name) ? Optional.of(text(most)) : Optional.empty();
    }

    private static @Nullable String baseName(String name) {
        var line = PlainText.line(name, LONGEST_NAME);
        var base = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1).strip();
        return base.isEmpty() ? line.isEmpty() ? null : line.replaceAll("[/\\\\]", "_") : base;
    }
}
