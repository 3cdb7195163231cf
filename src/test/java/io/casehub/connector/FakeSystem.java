package io.casehub.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A system that answers over a real socket what a test tells it to, byte for byte: half answers and
 * cut connections too. What it is told nothing for it answers with the last answer again.
 */
public final class FakeSystem implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    /** What it was asked: the request as it came. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    private final Map<String, Answer> always = new HashMap<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final ServerSocket server;
    private Answer last = new Answer(new byte[0], Duration.ZERO);

    public FakeSystem() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    public String url() {
        return "http://localhost:" + server.getLocalPort();
    }

    public synchronized FakeSystem answers(int status, String headers, String body) {
        return answersRaw(answer(status, headers, body));
    }

    /** Whenever the request has a text in its first line, this; whatever comes next otherwise. */
    public synchronized FakeSystem answersFor(String part, int status, String body) {
        always.put(part, Answer.now(answer(status, "", body)));
        return this;
    }

    /** These bytes, and then the connection is cut. */
    public synchronized FakeSystem answersRaw(String raw) {
        answers.add(Answer.now(raw));
        return this;
    }

    /** Nothing, for so long; then the connection is cut. */
    synchronized FakeSystem isSilent(Duration time) {
        answers.add(new Answer(new byte[0], time));
        return this;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " x\r\n" + (headers.isEmpty() ? "" : headers + "\r\n")
                + "Connection: close\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                answer(socket);
            } catch (SocketException e) {
                // the other side went away, or the test is over
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        var request = request(socket.getInputStream());
        asked.add(request);
        var next = next(request.lines().findFirst().orElse(""));
        try {
            Thread.sleep(next.after());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        socket.getOutputStream().write(next.bytes());
        socket.getOutputStream().flush();
    }

    private synchronized Answer next(String line) {
        for (var one : always.entrySet()) {
            if (line.contains(one.getKey())) {
                return one.getValue();
            }
        }
        var next = answers.poll();
        last = next == null ? last : next;
        return last;
    }

    private static String request(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int c = in.read(); c >= 0
                && head.indexOf("\r\n\r\n") < 0; c = head.indexOf("\r\n\r\n") < 0 ? in.read() : -1) {
            head.append((char) c);
        }
        var length = LENGTH.matcher(head);
        return head + (length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : "");
    }

    private record Answer(byte[] bytes, Duration after) {

        static Answer now(String text) {
            return new Answer(text.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
        }
    }
}
