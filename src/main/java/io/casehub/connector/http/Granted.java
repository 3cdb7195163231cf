package io.casehub.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.connector.plan.Section;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Headers that a system grants for a while: a token (OAuth 2.0 client credentials, RFC 6749 §4.4)
 * or a session. They are asked for when needed, once for all routes, and again when they are over.
 */
final class Granted implements Authentication {

    private static final Duration SPARE = Duration.ofSeconds(30);
    private static final long USUAL_SECONDS = 300;

    private final Grant grant;
    private @Nullable Grants held;

    private Granted(Grant grant) {
        this.grant = grant;
    }

    static Granted oauth2(Section auth, OwnClient client) {
        auth.known("type", "url", "client-id", "client-secret", "scope", "audience");
        var url = auth.text("url");
        var headers = Map.of(HttpHeaders.CONTENT_TYPE, "application/x-www-form-urlencoded", HttpHeaders.AUTHORIZATION,
                Authentications.basic(encoded(auth.text("client-id")), encoded(auth.text("client-secret"))));
        var body = "grant_type=client_credentials"
                + auth.some("scope").map(scope -> "&scope=" + encoded(scope)).orElse("")
                + auth.some("audience").map(audience -> "&audience=" + encoded(audience)).orElse("");
        return new Granted(() -> {
            var answer = client.post(url, headers, body).tree();
            var token = answer.path("access_token").asText();
            if (token.isEmpty()) {
                throw new IOException("the answer of " + url + " has no access_token");
            }
            return new Grants(Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + token), Instant.now()
                    .plusSeconds(answer.path("expires_in").asLong(USUAL_SECONDS)).minus(SPARE));
        });
    }

    static Granted session(Section auth, OwnClient client, Mappings mappings) {
        auth.known("type", "url", "user", "password", "body", "content-type", "headers", "mapping", "lives");
        var credentials = new HashMap<String, String>();
        auth.some("user").ifPresent(user -> credentials.put("user", user));
        auth.some("password").ifPresent(password -> credentials.put("password", password));
        var type = auth.some("content-type").orElse("application/json");
        var body = Places.of(credentials).fill(auth.some("body").orElse(""),
                type.contains("json") ? Places::inJson : UnaryOperator.identity());
        var lives = auth.duration("lives", "24h");
        return new Granted(() -> {
            var answer = client.post(auth.text("url"), Map.of(HttpHeaders.CONTENT_TYPE, type), body);
            var headers = new LinkedHashMap<String, String>(answer.cookies());
            var tree = answer.tree();
            auth.texts("headers").forEach((name, value) -> headers.put(name,
                    Places.of(tree).fill(value, UnaryOperator.identity())));
            if (auth.has("mapping")) {
                var input = JsonNodeFactory.instance.objectNode();
                credentials.forEach(input::put);
                headers.putAll(headers(mappings.get(auth.text("mapping")).apply(input.set("answer", tree))));
            }
            return new Grants(headers, Instant.now().plus(lives));
        });
    }

    @Override
    public void sign(ClassicHttpRequest request) throws IOException {
        held().headers().forEach(request::setHeader);
    }

    @Override
    public synchronized boolean renew() {
        held = null;
        return true;
    }

    private synchronized Grants held() throws IOException {
        if (held == null || Instant.now().isAfter(held.until())) {
            held = grant.ask();
        }
        return held;
    }

    private static Map<String, String> headers(JsonNode made) {
        var headers = new LinkedHashMap<String, String>();
        made.properties().forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Asks the system for headers. */
    private interface Grant {
        Grants ask() throws IOException;
    }

    private record Grants(Map<String, String> headers, Instant until) {}
}
