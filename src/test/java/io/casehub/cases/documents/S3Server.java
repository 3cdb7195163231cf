package io.casehub.cases.documents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.casehub.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * As much of S3 as the hub speaks, over HTTP: objects of one bucket, listed two at a time. It takes
 * no request that is not signed by its key, and no object that has another digest than is said.
 */
final class S3Server implements AutoCloseable {

    static final String BUCKET = "papers";
    static final String KEY = "AKIDEXAMPLE";
    private static final Pattern SIGNED = Pattern.compile("AWS4-HMAC-SHA256 Credential=" + KEY
            + "/\\d{8}/eu-test-1/s3/aws4_request, ?SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, ?Signature=[0-9a-f]{64}");

    final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    final List<String> refused = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    S3Server() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/" + BUCKET, this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var key = exchange.getRequestURI().getPath().replaceFirst("^/" + BUCKET + "/?", "");
            if (!SIGNED.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))).matches()) {
                refused.add(exchange.getRequestMethod() + " " + key);
                send(exchange, 403, "<Error><Code>AccessDenied</Code></Error>".getBytes(StandardCharsets.UTF_8));
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "PUT" -> put(exchange, key, body);
                case "DELETE" -> {
                    objects.remove(key);
                    send(exchange, 204, new byte[0]);
                }
                default -> read(exchange, key);
            }
        }
    }

    private void put(HttpExchange exchange, String key, byte[] body) throws IOException {
        var digest = Base64.getEncoder().encodeToString(Sha256.of(body));
        if (!digest.equals(exchange.getRequestHeaders().getFirst("x-amz-checksum-sha256"))) {
            send(exchange, 400, "<Error><Code>BadDigest</Code></Error>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        objects.put(key, body);
        send(exchange, 200, new byte[0]);
    }

    private void read(HttpExchange exchange, String key) throws IOException {
        if (key.isEmpty()) {
            send(exchange, 200, listed(String.valueOf(exchange.getRequestURI().getQuery()))
                    .getBytes(StandardCharsets.UTF_8));
            return;
        }
        var object = objects.get(key);
        if (object == null) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8));
            return;
        }
        send(exchange, 200, object);
    }

    private String listed(String query) {
        var behind = query.contains("continuation-token=")
                ? query.replaceAll(".*continuation-token=([^&]*).*", "$1")
                : "";
        var keys = objects.keySet().stream().filter(key -> key.compareTo(behind) > 0).toList();
        var page = keys.subList(0, Math.min(2, keys.size()));
        var xml = new StringBuilder("<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>")
                .append(keys.size() > 2).append("</IsTruncated>");
        page.forEach(key -> xml.append("<Contents><Key>").append(key)
                .append("</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified></Contents>"));
        if (keys.size() > 2) {
            xml.append("<NextContinuationToken>").append(page.getLast()).append("</NextContinuationToken>");
        }
        return xml.append("</ListBucketResult>").toString();
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, isHead || body.length == 0 ? -1 : body.length);
        if (!isHead && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
