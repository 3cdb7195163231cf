package io.casehub.api.recording;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** An answer that waits until it is recorded; one that is too long to wait goes out as it comes. */
final class HeldAnswer extends HttpServletResponseWrapper {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream(8192);
    private final long most;
    private final Overflow overflow;
    private final Held stream = new Held();
    private @Nullable PrintWriter writer;
    private boolean isLetGo;

    /** @param overflow asked before the first byte of an answer goes out that is longer than it may */
    HeldAnswer(HttpServletResponse response, long most, Overflow overflow) {
        super(response);
        this.most = most;
        this.overflow = overflow;
    }

    byte[] bytes() {
        if (writer != null) {
            writer.flush();
        }
        return held.toByteArray();
    }

    /** Whether it was too long, and has gone out. */
    boolean isLetGo() {
        return isLetGo;
    }

    /** Whether it shows something: problems and redirects do not. */
    boolean isShowing() {
        return getStatus() >= 200 && getStatus() < 300;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return stream;
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        if (writer == null) {
            writer = new PrintWriter(new OutputStreamWriter(stream, getCharacterEncoding()));
        }
        return writer;
    }

    @Override
    public void flushBuffer() throws IOException {
        if (isLetGo) {
            super.flushBuffer();
        }
    }

    @Override
    public void reset() {
        super.reset();
        held.reset();
    }

    @Override
    public void resetBuffer() {
        super.resetBuffer();
        held.reset();
    }

    /** What is to be done before an answer goes out that cannot be kept. */
    interface Overflow {

        void before(HeldAnswer answer) throws IOException;
    }

    private final class Held extends ServletOutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[]{(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] some, int from, int count) throws IOException {
            if (!isLetGo && held.size() + (long) count > most) {
                overflow.before(HeldAnswer.this);
                isLetGo = true;
                held.writeTo(getResponse().getOutputStream());
                held.reset();
            }
            if (isLetGo) {
                getResponse().getOutputStream().write(some, from, count);
            } else {
                held.write(some, from, count);
            }
        }

        @Override
        public void flush() throws IOException {
            flushBuffer();
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("an answer that is recorded is written by its own thread");
        }
    }
}
