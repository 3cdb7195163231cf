package io.casehub.api.report;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The font reports are written with: Liberation Sans (Latin, Greek, Cyrillic, Hebrew), or a
 * TrueType file by setting. A character it has no form for is written as its code,
 * {@code [U+4E2D]}: nothing vanishes.
 */
@Component
public class Typeface {

    private static final String SHIPPED = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final String file;

    Typeface(@Value("${casehub.reports.font:}") String file) {
        if (!file.isEmpty() && !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("casehub.reports.font names a TrueType file (.ttf): " + file
                    + " cannot be read");
        }
        this.file = file;
    }

    Letters in(PDDocument document) throws IOException {
        try (var font = open()) {
            return new Letters(PDType0Font.load(document, font, true));
        }
    }

    private InputStream open() throws IOException {
        if (!file.isEmpty()) {
            return new FileInputStream(file);
        }
        var shipped = PDDocument.class.getResourceAsStream(SHIPPED);
        if (shipped == null) {
            throw new IllegalStateException("PDFBox came without its font");
        }
        return shipped;
    }

    /** The font in one document. */
    static final class Letters {

        private final PDFont font;
        private final Map<Integer, String> forms = new HashMap<>();

        private Letters(PDFont font) {
            this.font = font;
        }

        PDFont font() {
            return font;
        }

        /** The text with nothing in it that the font cannot write. */
        String writable(String text) {
            var writable = new StringBuilder(text.length());
            text.codePoints().forEach(letter -> writable.append(forms.computeIfAbsent(letter, this::form)));
            return writable.toString();
        }

        /** In points. */
        float width(String writable, float size) throws IOException {
            return font.getStringWidth(writable) / 1000 * size;
        }

        private String form(int letter) {
            var text = Character.toString(letter);
            if (!Character.isISOControl(letter)) {
                try {
                    font.encode(text);
                    return text;
                } catch (IllegalArgumentException e) {
                    // the only way this library says that there is no such letter
                } catch (IOException e) {
                    throw new IllegalStateException("a font in memory cannot be read", e);
                }
            }
            return "[U+%04X]".formatted(letter);
        }
    }
}
