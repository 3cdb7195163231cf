package io.casehub.landscape.system;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on the loopback address, one virtual thread a request, that can be closed and
 * opened again on its port.
 */
public final class HttpDoor {

    private static final System.Logger LOG = System.getLogger(HttpDoor.class.getName());
    private static final int LARGEST_BODY = 32 << 20;

    static {
        // without it small answers wait 40 ms for the client's delayed acknowledgement
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final int port;
    private final Handler handler;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    /** What stands behind the door. */
    @FunctionalInterface
    public interface Handler {
        Answer answer(Request request);
    }

    /** A request, read whole. */
    public record Request(String method, String path, Map<String, String> query, Headers headers, byte[] bytes) {

        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        public @Nullable String header(String name) {
            return headers.getFirst(name);
        }
    }

    /** An answer, whole. */
    public record Answer(int status, String type, byte[] bytes, Map<String, String> headers) {

        public Answer(int status, String type, String body, Map<String, String> headers) {
            this(status, type + "; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), headers);
        }

        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body, Map.of());
        }

        public Answer with(String header, String value) {
            return new Answer(status, type, bytes, Map.of(header, value));
        }
    }

    public HttpDoor(int port, Handler handler) {
        this.port = port;
        this.handler = handler;
    }

    public synchronized void open() {
        if (server != null)
            return;
        try {
            var opened = HttpServer.create(Loopback.address(port), 0);
            var executor = Executors.newVirtualThreadPerTaskExecutor();
            opened.setExecutor(executor);
            opened.createContext("/", this::handle);
            opened.start();
            server = opened;
            threads = executor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized void close() {
        if (server != null)
            server.stop(0);
        if (threads != null)
            threads.shutdownNow();
        server = null;
        threads = null;
    }

    public synchronized boolean isOpen() {
        return server != null;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answer(exchange);
            var body = answer.bytes();
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY)
            return Answer.json(413, "{\"error\":{\"code\":\"too_large\"}}");
        try {
            return handler.answer(request(exchange, body));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a request to a demonstration system failed", e);
            return Answer.json(500, "{\"error\":{\"code\":\"internal\"}}");
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return new Request(exchange.getRequestMethod(), uri.getPath(), query(uri.getRawQuery()),
                exchange.getRequestHeaders(), body);
    }

    private static Map<String, String> query(@Nullable String raw) {
        var values = new LinkedHashMap<String, String>();
        if (raw == null)
            return values;
        for (var pair : raw.split("&")) {
            var parts = pair.split("=", 2);
            values.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
