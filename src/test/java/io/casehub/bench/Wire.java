package io.casehub.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection that is kept. It does as little as HTTP/1.1 allows, since whoever measures shares
 * the machine with what is measured.
 */
final class Wire implements AutoCloseable {

    private static final int LARGEST_ANSWER = 64 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Wire(int port) {
        try {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 32 << 10);
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A request as it goes over the wire; headers as {@code Name: value}. */
    static byte[] request(String method, String path, @Nullable String body, String... headers) {
        var content = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        var head = new StringBuilder(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (var header : headers) {
            head.append(header).append("\r\n");
        }
        if (body != null) {
            head.append("Content-Length: ").append(content.length).append("\r\n");
        }
        var first = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[first.length + content.length];
        System.arraycopy(first, 0, whole, 0, first.length);
        System.arraycopy(content, 0, whole, first.length, content.length);
        return whole;
    }

    Answer send(byte[] request) {
        try {
            out.write(request);
            return read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer that does not end, such as a stream of events. */
    InputStream stream(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        if (status != 200 || headers().containsKey("content-length")) {
            throw new IllegalStateException("this should be a stream, and was answered " + status);
        }
        return new InputStream() {

            private int left;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    left = chunk();
                }
                int next = in.read();
                if (--left == 0) {
                    line(in);
                }
                return next;
            }
        };
    }

    /** A line without its end. */
    static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the hub has closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private Map<String, String> headers() throws IOException {
        var headers = new HashMap<String, String>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        var headers = headers();
        return new Answer(status, headers, status == 304 || status == 204 ? new byte[0] : body(headers));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        var length = headers.get("content-length");
        if (length != null) {
            return in.readNBytes(Math.min(Integer.parseInt(length), LARGEST_ANSWER));
        }
        var body = new ByteArrayOutputStream();
        for (int size = chunk(); size > 0; size = chunk()) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param headers by their names in small letters */
    record Answer(int status, Map<String, String> headers, byte[] body) {

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }
}
