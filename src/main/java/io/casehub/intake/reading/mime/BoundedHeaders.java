package io.casehub.intake.reading.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a header, a char for each byte. Unlike Angus's own reading it is bounded, steps over
 * lines that are none of a header, and ends where the text begins although the empty line is
 * missing.
 */
final class BoundedHeaders extends InternetHeaders {

    private static final Pattern FIELD = Pattern.compile("[!-9;-~]{1,200}[ \\t]*:.*", Pattern.DOTALL);
    private static final int LONGEST_LINE = 100_000;
    private static final int MOST_BYTES = 500_000;
    private static final int MOST_LINES = 5_000;
    private static final int LOOK_AHEAD = 4;

    BoundedHeaders(InputStream in) throws MessagingException {
        super(in);
    }

    @Override
    public void load(InputStream in, boolean allowUtf8) throws MessagingException {
        try {
            new Reading(in).all();
        } catch (IOException e) {
            throw new MessagingException("a header could not be read", e);
        }
    }

    /** What reading got to; not in fields of the headers, since Angus loads them in its constructor. */
    private final class Reading {

        private final InputStream in;
        private long position;
        private int bytes;
        private int lines;
        private boolean kept;

        Reading(InputStream in) {
            this.in = in;
            in.mark(Integer.MAX_VALUE);
        }

        void all() throws IOException {
            long start = position;
            for (var line = line(); line != null && !line.isEmpty(); line = line()) {
                if (!take(line)) {
                    goBackTo(start);
                    return;
                }
                start = position;
            }
        }

        /** False where this line is no longer of the header. */
        private boolean take(String line) throws IOException {
            if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                keep(line, kept);
                return true;
            }
            boolean field = FIELD.matcher(line).matches();
            if (!field && (line.startsWith("--") || !fieldsFollow())) {
                return false;
            }
            keep(line, field);
            return true;
        }

        private void keep(String line, boolean wanted) {
            bytes += line.length();
            kept = wanted && bytes < MOST_BYTES && ++lines < MOST_LINES;
            if (kept) {
                addHeaderLine(line);
            }
        }

        private boolean fieldsFollow() throws IOException {
            long here = position;
            boolean found = false;
            for (int i = 0; i < LOOK_AHEAD && !found; i++) {
                var next = line();
                if (next == null || next.isEmpty()) {
                    break;
                }
                found = FIELD.matcher(next).matches();
            }
            goBackTo(here);
            return found;
        }

        /** Up to any line end; {@code null} at the end of all. What is too long of a line is left out. */
        private @Nullable String line() throws IOException {
            var line = new ByteArrayOutputStream(80);
            int c = next();
            if (c < 0) {
                return null;
            }
            while (c >= 0 && c != '\n' && c != '\r') {
                if (line.size() < LONGEST_LINE) {
                    line.write(c);
                }
                c = next();
            }
            long end = position;
            if (c == '\r' && !lineFeedFollows()) {
                goBackTo(end);
            }
            return line.toString(ISO_8859_1);
        }

        /** Behind one more CR, too: some gateways make CR CR LF of a line's end. */
        private boolean lineFeedFollows() throws IOException {
            int c = next();
            return c == '\n' || c == '\r' && next() == '\n';
        }

        private int next() throws IOException {
            int c = in.read();
            position += c < 0 ? 0 : 1;
            return c;
        }

        private void goBackTo(long earlier) throws IOException {
            in.reset();
            in.skipNBytes(earlier);
            position = earlier;
        }
    }
}
