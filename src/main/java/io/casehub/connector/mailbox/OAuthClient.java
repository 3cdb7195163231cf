package io.casehub.connector.mailbox;

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

/**
 * Whom an OAuth provider knows the hub as (RFC 6749).
 *
 * @param url of its token endpoint
 * @param refreshToken empty where the client speaks for itself (4.4), as daemons do at Microsoft
 */
record OAuthClient(String url, String id, String secret, String refreshToken, String scope) {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    OAuthClient at(String otherUrl) {
        return new OAuthClient(otherUrl, id, secret, refreshToken, scope);
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
                    Duration.ofSeconds(json.path("expires_in").asLong(3600)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private String form() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("grant_type", refreshToken.isBlank() ? "client_credentials" : "refresh_token");
        fields.put("refresh_token", refreshToken);
        fields.put("client_id", id);
        fields.put("client_secret", secret);
        fields.put("scope", scope);
        return fields.entrySet().stream().filter(field -> !field.getValue().isBlank())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
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

    record Grant(String token, Duration life) {}
}
