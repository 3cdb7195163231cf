package io.casehub.connector.files.formats;

import io.casehub.ingest.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file's lines, however long one of them is: of one that is too long only the beginning is kept.
 */
final class Lines implements Closeable {

    private static final int KEPT_OF_TOO_LONG = 100_000;
    /**
     * Behind this, what pretends to be a line is a bomb, and reading to its end is work for nothing.
     */
    private static final long HOPELESS = 100L * FileRecords.LONGEST_RECORD;

    private final String file;
    private final Charset charset;
    private final @Nullable Pattern skip;
    private final Reader reader;
    private final char[] buffer = new char[64 * 1024];
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private int at;
    private int end;
    private long number;

    /** @param skip lines in which this is found are left out, as blank ones are */
    Lines(String file, InputStream content, Charset charset, @Nullable Pattern skip) {
        this.file = file;
        this.charset = charset;
        this.skip = skip;
        try {
            this.reader = Decoding.reader(content, charset);
        } catch (IOException e) {
            throw new FileBroken(file + " breaks off at its beginning; send it whole");
        }
    }

    /** The next line that is not left out. */
    Optional<Line> next() {
        while (true) {
            var line = any();
            if (line.isEmpty() || line.get().fault() != null || !isSkipped(line.get().text())) {
                return line;
            }
        }
    }

    /** The next line, blank or not. */
    Optional<Line> any() {
        return givenBack.isEmpty() ? read() : Optional.of(givenBack.poll());
    }

    void giveBack(List<Line> lines) {
        lines.reversed().forEach(givenBack::push);
    }

    RawRecord unreadable(Line line, String fault) {
        return RawRecord.unreadable(line.text(), file + ", line " + line.number() + ": " + fault);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private boolean isSkipped(String text) {
        return text.isBlank() || skip != null && skip.matcher(text).find();
    }

    private Optional<Line> read() {
        if (at == end && !fill()) {
            return Optional.empty();
        }
        number++;
        var text = new StringBuilder();
        long length = 0;
        while (at < end || fill()) {
            int until = at;
            while (until < end && buffer[until] != '\n') {
                until++;
            }
            length += until - at;
            text.append(buffer, at, length > FileRecords.LONGEST_RECORD ? 0 : until - at);
            at = until;
            if (at < end) {
                at++;
                break;
            }
            if (length > HOPELESS) {
                throw new FileBroken(file + ", line " + number + ": has no end; this is no file of records");
            }
        }
        return Optional.of(line(text, length));
    }

    private Line line(StringBuilder text, long length) {
        if (length > FileRecords.LONGEST_RECORD) {
            text.setLength(Math.min(text.length(), KEPT_OF_TOO_LONG));
            return new Line(number, text.toString(), "is longer than " + FileRecords.LONGEST_RECORD
                    + " characters; only its beginning is kept here");
        }
        if (!text.isEmpty() && text.charAt(text.length() - 1) == '\r') {
            text.setLength(text.length() - 1);
        }
        var decoded = text.toString();
        return decoded.indexOf(Decoding.UNDECODED) < 0
                ? new Line(number, decoded, null)
                : new Line(number, decoded.replace(Decoding.UNDECODED, '\uFFFD'), "is not " + charset.name());
    }

    private boolean fill() {
        try {
            at = 0;
            end = Math.max(0, reader.read(buffer));
            return end > 0;
        } catch (IOException e) {
            throw new FileBroken(file + " breaks off behind line " + number + "; send it whole");
        }
    }

    /**
     * One line without its end.
     *
     * @param number counted from 1
     * @param fault why it cannot be read
     */
    record Line(long number, String text, @Nullable String fault) {}
}
