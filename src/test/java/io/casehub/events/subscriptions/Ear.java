package io.casehub.events.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of webhooks over real HTTP. It answers trials as it should, and all else as it is told
 * to.
 */
public final class Ear implements AutoCloseable {

    /** What it was told, trials left out. */
    public final List<Told> told = new CopyOnWriteArrayList<>();

    /** The trials it answered. */
    public final List<Told> trials = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private volatile Function<Told, Says> says = any -> Says.status(204);

    public Ear() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    public Ear says(Function<Told, Says> answer) {
        says = answer;
        return this;
    }

    /** The numbers of the events it was told, in the order in which it was. */
    public List<Long> numbers() {
        return told.stream().map(Told::number).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            var one = new Told(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"), headers.getFirst("Content-Type"));
            if (one.json().path("type").asText().equals("io.casehub.subscription.trial")) {
                trials.add(one);
                answer(exchange, new Says(200, "", "{\"challenge\": \"" + one.json().at("/data/challenge").asText()
                        + "\"}", 0));
                return;
            }
            told.add(one);
            answer(exchange, says.apply(one));
        }
    }

    private static void answer(HttpExchange exchange, Says answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        for (byte one : bytes) {
            exchange.getResponseBody().write(one);
            exchange.getResponseBody().flush();
            pause(answer.dripMillis());
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** An answer, each byte of its body so long after the other. */
    public record Says(int status, String retryAfter, String body, long dripMillis) {

        public static Says status(int status) {
            return new Says(status, "", "", 0);
        }
    }

    /** A call as it came. */
    public record Told(String body, String id, String second, String signatures, String contentType) {

        public JsonNode json() {
            return ExactJson.parse(body);
        }

        public long number() {
            return json().path("id").asLong();
        }

        /** Whether one of its signatures is by this secret, as a receiver finds out. */
        public boolean isBy(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
                var signature = "v1," + Base64.getEncoder().encodeToString(
                        mac.doFinal((id + "." + second + "." + body).getBytes(StandardCharsets.UTF_8)));
                return List.of(signatures.split(" ")).contains(signature);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
