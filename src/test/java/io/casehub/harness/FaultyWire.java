package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.landscape.system.Loopback;
import io.casehub.mapping.ExactJson;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line between the hub and one system that speaks HTTP: what comes through it can be spoilt as
 * a {@link Trouble} says, and whoever waits for a request to be at one place is told when it is.
 */
final class FaultyWire implements AutoCloseable {

    private static final Set<String> NOT_HANDED_ON = Set.of("host", "connection", "content-length", "expect", "upgrade",
            "transfer-encoding", "http2-settings", ":status");
    private static final Pattern READING = Pattern.compile("<[^>]*\\b(List|Get)[A-Z]"); // of the SOAP that billing
                                                                                        // speaks
    private static final Pattern REQUEST_ID = Pattern.compile("<requestId>[^<]*");
    private static final String EXPECTED = "<expectedRevision>[^<]*</expectedRevision>";
    private static final Duration SILENCE = Duration.ofSeconds(8);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ServerSocket server;
    private final URI system;
    private final Random random;
    private final AtomicReference<@Nullable Watch> watch = new AtomicReference<>();
    private final AtomicReference<@Nullable CountDownLatch> losing = new AtomicReference<>();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile Whom whom = Whom.ALL;
    private volatile boolean takesKeys = true;
    private volatile int met;
    private final AtomicInteger requests = new AtomicInteger();

    /** Where a request is. */
    enum Place {
        /** The system has done it, and its answer is not out yet. */
        DONE,
        /** The whole answer is with the hub. */
        ANSWERED
    }

    /** Which requests meet with trouble. */
    private enum Whom {
        ALL,
        CHANGES,
        READINGS
    }

    /** @param isReading whether it waits for one that reads, or for one that changes something */
    private record Watch(Place place, boolean isReading, Runnable then) {}

    private record Request(String method, String path, Map<String, String> headers, byte[] body) {

        /** The same as if it were another one, and told against no version. */
        Request withoutKeys() {
            var told = new TreeMap<>(headers);
            told.keySet().removeAll(Set.of("idempotency-key", "if-match"));
            var text = new String(body, StandardCharsets.UTF_8);
            return new Request(method, path, told, REQUEST_ID.matcher(text)
                    .replaceAll("<requestId>" + UUID.randomUUID()).replaceAll(EXPECTED, "")
                    .getBytes(StandardCharsets.UTF_8));
        }

        boolean isReading() {
            return method.equals("GET") || READING.matcher(new String(body, StandardCharsets.UTF_8)).find();
        }
    }

    FaultyWire(String system, Random random) {
        this.system = URI.create(system);
        this.random = random;
        try {
            server = new ServerSocket(Loopback.freePort(), 50, InetAddress.getByName(Loopback.HOST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    /** What the hub is to be told instead of the system's own URL. */
    String url() {
        return "http://" + Loopback.HOST + ":" + server.getLocalPort() + system.getPath();
    }

    void make(Trouble other) {
        make(other, Whom.ALL);
    }

    /** The same for requests that change something; what reads passes. */
    void makeForChanges(Trouble other) {
        make(other, Whom.CHANGES);
    }

    /** The same for requests that read; what changes something passes. */
    void makeForReadings(Trouble other) {
        make(other, Whom.READINGS);
    }

    /** From now on the system is one that takes no keys, and tells no versions apart. */
    void forgetKeys() {
        takesKeys = false;
    }

    private void make(Trouble other, Whom those) {
        whom = those;
        trouble = other;
    }

    /** How many requests came. */
    int requests() {
        return requests.get();
    }

    /** How many requests met with trouble. */
    int met() {
        return met;
    }

    /**
     * Does something once, the next time that a request is at this place; the request waits for it
     * there.
     */
    void once(Place place, boolean isReading, Runnable then) {
        watch.set(new Watch(place, isReading, then));
    }

    void forget() {
        watch.set(null);
    }

    /**
     * The next request that changes something is lost on its way, and nobody is told.
     *
     * @return opened when it has come
     */
    CountDownLatch loseOne() {
        var lost = new CountDownLatch(1);
        losing.set(lost);
        return lost;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                Thread.ofVirtual().start(() -> carry(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void carry(Socket socket) {
        try (socket) {
            var request = request(new BufferedInputStream(socket.getInputStream()));
            if (request != null) {
                requests.incrementAndGet();
                carry(takesKeys ? request : request.withoutKeys(), socket, trouble);
            }
        } catch (IOException e) {
            // either side went away: that is what this is for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(Request request, Socket socket, Trouble with) throws IOException, InterruptedException {
        if (!request.isReading() && losing.get() instanceof CountDownLatch lost
                && losing.compareAndSet(lost, null)) {
            lost.countDown();
            Thread.sleep(SILENCE);
            return;
        }
        boolean isMet = with != Trouble.NONE && whom != (request.isReading() ? Whom.CHANGES : Whom.READINGS)
                && (with != Trouble.SHUFFLED || request.isReading())
                && (with != Trouble.NOTHING_DONE || request.method().equals("PATCH"));
        met += isMet ? 1 : 0;
        switch (isMet ? with : Trouble.NONE) {
            case ERROR -> write(socket, 500, Map.of(), "it broke".getBytes(StandardCharsets.UTF_8));
            case SILENT_BEFORE -> Thread.sleep(SILENCE);
            case SILENT_AFTER -> {
                ask(request);
                Thread.sleep(SILENCE);
            }
            case CUT -> {
                var whole = whole(ask(request));
                socket.getOutputStream().write(whole, 0, whole.length / 2);
            }
            case DRIP -> drip(whole(ask(request)), socket);
            case GARBAGE -> {
                ask(request);
                write(socket, 200, Map.of("content-type", "application/json"),
                        "{\"cas".getBytes(StandardCharsets.UTF_8));
            }
            case NOTHING_DONE ->
                answer(ask(new Request("GET", request.path(), request.headers(), new byte[0])), socket);
            case SLOW -> {
                Thread.sleep(1000 + random.nextInt(2000));
                answer(ask(request), socket);
            }
            case SHUFFLED -> shuffle(ask(request), socket);
            case NONE -> pass(request, socket);
        }
    }

    private void pass(Request request, Socket socket) throws IOException, InterruptedException {
        var answer = ask(request);
        tell(Place.DONE, request);
        answer(answer, socket);
        socket.shutdownOutput();
        tell(Place.ANSWERED, request);
    }

    private void tell(Place place, Request request) {
        var one = watch.get();
        if (one != null && one.place() == place && one.isReading() == request.isReading()
                && watch.compareAndSet(one, null)) {
            one.then().run();
        }
    }

    private HttpResponse<byte[]> ask(Request request) throws IOException, InterruptedException {
        var asked = HttpRequest
                .newBuilder(URI.create(system.getScheme() + "://" + system.getAuthority() + request.path()))
                .timeout(Duration.ofSeconds(20))
                .method(request.method(), request.body().length == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!NOT_HANDED_ON.contains(name)) {
                asked.header(name, value);
            }
        });
        return client.send(asked.build(), BodyHandlers.ofByteArray());
    }

    private void shuffle(HttpResponse<byte[]> answer, Socket socket) throws IOException {
        var body = answer.body();
        try {
            if (ExactJson.mapper().readTree(body) instanceof ObjectNode page) {
                page.properties().stream().filter(field -> field.getValue().isArray()).forEach(field -> {
                    var records = new ArrayList<JsonNode>();
                    field.getValue().forEach(records::add);
                    if (!records.isEmpty()) {
                        records.addAll(List.copyOf(records.subList(0, 1 + records.size() / 2)));
                        Collections.shuffle(records, random);
                        page.putArray(field.getKey()).addAll(records);
                    }
                });
                body = ExactJson.mapper().writeValueAsBytes(page);
            }
        } catch (IOException e) {
            // no JSON: it passes as it is
        }
        write(socket, answer.statusCode(), headers(answer), body);
    }

    private static void drip(byte[] whole, Socket socket) throws IOException, InterruptedException {
        for (byte one : whole) {
            socket.getOutputStream().write(one);
            socket.getOutputStream().flush();
            Thread.sleep(5);
        }
    }

    private static void answer(HttpResponse<byte[]> answer, Socket socket) throws IOException {
        write(socket, answer.statusCode(), headers(answer), answer.body());
    }

    private static byte[] whole(HttpResponse<byte[]> answer) {
        return whole(answer.statusCode(), headers(answer), answer.body());
    }

    private static Map<String, String> headers(HttpResponse<?> answer) {
        var headers = new TreeMap<String, String>();
        answer.headers().map().forEach((name, values) -> {
            if (!NOT_HANDED_ON.contains(name)) {
                headers.put(name, values.getFirst());
            }
        });
        return headers;
    }

    private static void write(Socket socket, int status, Map<String, String> headers, byte[] body) throws IOException {
        socket.getOutputStream().write(whole(status, headers, body));
        socket.getOutputStream().flush();
    }

    private static byte[] whole(int status, Map<String, String> headers, byte[] body) {
        var head = new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\nContent-Length: " + body.length
                + "\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static @Nullable Request request(InputStream in) throws IOException {
        var line = line(in).split(" ");
        if (line.length < 3) {
            return null;
        }
        var headers = new TreeMap<String, String>();
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
        }
        return new Request(line[0], line[1], headers, body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        }
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
