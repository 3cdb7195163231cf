package io.casehub.connector.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whom an OAuth provider knows the hub as (RFC 6749).
 *
 * @param url of its token endpoint
 * @param refreshToken empty where the client speaks for itself (4.4), as daemons do at Microsoft
 */
public record OAuthClient(String url, String id, String secret, String refreshToken, String scope) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException where nobody could be asked with it */
    public OAuthClient {
        if (url.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("xoauth2 needs the tokenUrl of its provider and the clientId there");
        }
    }

    boolean speaksForItself() {
        return refreshToken.isBlank();
    }

    /** The same, with what the provider gave in the place of its refresh token. */
    OAuthClient with(String newRefreshToken) {
        return new OAuthClient(url, id, secret, newRefreshToken, scope);
    }

    /** An access token and how long it lives. */
    Grant ask() throws IOException {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var answer = http.send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
                    .POST(BodyPublishers.ofString(form())).build(), BodyHandlers.ofString());
            var json = JSON.readTree(answer.body());
            if (answer.statusCode() != 200 || !json.path("access_token").isTextual()) {
                throw new IOException("the token endpoint answered " + answer.statusCode() + error(json));
            }
            return new Grant(json.path("access_token").asText(),
                    Duration.ofSeconds(json.path("expires_in").asLong(3600)),
                    json.path("refresh_token").asText("").isBlank() ? null : json.path("refresh_token").asText(),
                    refreshLife(json));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String form() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", speaksForItself() ? "client_credentials" : "refresh_token");
        fields.put("refresh_token", refreshToken);
        fields.put("client_id", id);
        fields.put("client_secret", secret);
        fields.put("scope", scope);
        return fields.entrySet().stream().filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** No standard has a name for it: Google and Microsoft use the first, Keycloak the second. */
    private static @Nullable Duration refreshLife(JsonNode json) {
        return Stream.of("refresh_token_expires_in", "refresh_expires_in").map(json::path)
                .map(seconds -> seconds.asLong(0)).filter(seconds -> seconds > 0).findFirst().map(Duration::ofSeconds)
                .orElse(null);
    }

    /** The word for it, and nothing that may hold a secret. */
    private static String error(JsonNode json) {
        var error = json.path("error").asText();
        return error.matches("[a-z_]{1,60}") ? ": " + error : "";
    }

    /** Without secrets: this may stand in a log line. */
    @Override
    public String toString() {
        return "OAuth client at " + URI.create(url).getHost();
    }

    /**
     * What the provider gave.
     *
     * @param refreshToken in the place of the one that was shown; {@code null} where that one goes on
     * @param refreshLife how long the hub can ask anew; {@code null} where the provider does not say
     */
    record Grant(String token, Duration life, @Nullable String refreshToken, @Nullable Duration refreshLife) {

        @Override
        public String toString() {
            return "a token for " + life;
        }
    }
}
