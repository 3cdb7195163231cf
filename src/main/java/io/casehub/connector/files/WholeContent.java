package io.casehub.connector.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file's content, of which nothing is missing. A folder that fails, or ends early, throws past
 * those who read the content: they would take it for a fault of the file.
 */
final class WholeContent extends FilterInputStream {

    private final FileMark mark;
    private long left;

    WholeContent(InputStream content, FileMark mark) {
        super(content);
        this.mark = mark;
        this.left = mark.size();
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            if (left == 0 || length == 0) {
                return length == 0 ? 0 : -1; // what was written since is another file's
            }
            int read = super.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException(mark.name() + " ended " + left + " bytes early; it is read again");
            }
            left -= read;
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int available() {
        return 0;
    }
}
