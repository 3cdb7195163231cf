package io.casehub.api.report;

import io.casehub.api.report.Typeface.Letters;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;

/**
 * Text that flows over the pages of a document, each with a line at its foot. Lengths are points.
 */
final class Flow implements AutoCloseable {

    private static final float MARGIN = 50;
    private static final float LEADING = 1.35f;
    private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final float FOOT = 8;

    private final PDDocument document;
    private final Letters letters;
    private final String foot;
    private @Nullable PDPageContentStream page;
    private float y;

    Flow(PDDocument document, Letters letters, String foot) {
        this.document = document;
        this.letters = letters;
        this.foot = foot;
    }

    /** A paragraph of its own lines, indented. */
    void text(String text, float size, float indent) throws IOException {
        for (var line : text.split("\r\n|\r|\n", -1)) {
            wrap(letters.writable(line.replace('\t', ' ')), size, indent);
        }
    }

    void gap(float height) {
        y -= height;
    }

    @Override
    public void close() throws IOException {
        if (page != null) {
            page.close();
        }
    }

    /** Breaks at the last blank that fits, and inside a word where there is none. */
    private void wrap(String text, float size, float indent) throws IOException {
        var rest = text;
        do {
            int fits = fitting(rest, size, WIDTH - indent);
            int blank = fits < rest.length() ? rest.lastIndexOf(' ', fits) : -1;
            int end = blank > 0 ? blank : fits;
            line(rest.substring(0, end), size, indent);
            rest = rest.substring(end).stripLeading();
        } while (!rest.isEmpty());
    }

    private int fitting(String text, float size, float width) throws IOException {
        float used = 0;
        int end = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += letters.width(text.substring(end, next), size);
            if (used > width && end > 0) {
                return end;
            }
            end = next;
        }
        return end;
    }

    private void line(String text, float size, float indent) throws IOException {
        var out = page;
        if (out == null || y - size * LEADING < MARGIN) {
            out = turn();
        }
        y -= size * LEADING;
        write(out, text, size, MARGIN + indent, y);
    }

    private PDPageContentStream turn() throws IOException {
        close();
        var sheet = new PDPage(PDRectangle.A4);
        document.addPage(sheet);
        var out = new PDPageContentStream(document, sheet);
        write(out, letters.writable(foot + "   page " + document.getNumberOfPages()), FOOT, MARGIN, MARGIN / 2);
        y = PDRectangle.A4.getHeight() - MARGIN;
        page = out;
        return out;
    }

    private void write(PDPageContentStream out, String text, float size, float x, float height) throws IOException {
        out.beginText();
        out.setFont(letters.font(), size);
        out.newLineAtOffset(x, height);
        out.showText(text);
        out.endText();
    }
}
