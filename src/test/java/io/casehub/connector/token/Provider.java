package io.casehub.connector.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An OAuth provider's token endpoint over HTTP: gives {@code t1}, {@code t2} …, and where it
 * rotates takes each refresh token once.
 */
public final class Provider implements AutoCloseable {

    public final List<String> asked = new CopyOnWriteArrayList<>();
    public volatile int status = 200;
    volatile @Nullable Duration refreshLife;
    private volatile @Nullable String valid;
    private final HttpServer server;

    public Provider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::answer);
        server.start();
    }

    /** Tokens that no database keeps. */
    public static MailTokens tokens() {
        return new MailTokens(Clock.systemUTC(), new SimpleMeterRegistry(), OAuthClient::ask);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    public OAuthClient client(String refreshToken) {
        return new OAuthClient(url(), "hub", "s", refreshToken, "mail");
    }

    /** From now on each refresh token is replaced by another. */
    void rotate(String first) {
        valid = first;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        asked.add(form);
        boolean isKnown = valid == null || URLDecoder.decode(form, UTF_8).contains("refresh_token=" + valid + "&");
        int code = isKnown ? status : 400;
        var answer = (code == 200 ? grant() : "{\"error\": \"invalid_grant\"}").getBytes(UTF_8);
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String grant() {
        var grant = "{\"access_token\": \"t" + asked.size() + "\", \"expires_in\": 3600";
        if (valid != null) {
            valid = "rotated-" + asked.size();
            grant += ", \"refresh_token\": \"" + valid + "\"";
        }
        if (refreshLife != null) {
            grant += ", \"refresh_token_expires_in\": " + refreshLife.toSeconds();
        }
        return grant + "}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
