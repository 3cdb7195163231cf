package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The hub as those outside see it: by its API and nothing else. */
final class Api {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String address;
    private final String key;

    Api(String address, String key) {
        this.address = address;
        this.key = key;
    }

    JsonNode get(String path) {
        var answer = send("GET", path, null);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return ExactJson.parse(answer.body());
    }

    JsonNode post(String path) {
        var answer = send("POST", path, null);
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return ExactJson.parse(answer.body());
    }

    /** Sends a request with the key; the headers come as name, value, name, value. */
    HttpResponse<String> send(String method, String path, @Nullable String body, String... headers) {
        var more = new String[headers.length + 2];
        System.arraycopy(headers, 0, more, 2, headers.length);
        more[0] = "X-Api-Key";
        more[1] = key;
        return sendUnknown(method, path, body, more);
    }

    /** Sends a request without a key. */
    HttpResponse<String> sendUnknown(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The views of those whom a look-up finds. */
    List<JsonNode> views(String by, String value) {
        return items(get("/api/v1/customers?" + by + "=" + encoded(value))).stream()
                .map(summary -> get(summary.path("href").asText())).toList();
    }

    /** The id of the one customer whom a look-up finds first. */
    Optional<String> customer(String by, String value) {
        return items(get("/api/v1/customers?" + by + "=" + encoded(value))).stream().findFirst()
                .map(summary -> summary.path("id").asText());
    }

    JsonNode hubCase(String id) {
        return get("/api/v1/cases/" + id);
    }

    /** The cases that came from a system, last changed first. */
    List<JsonNode> casesOf(String system) {
        return items(get("/api/v1/cases?limit=200")).stream()
                .filter(hub -> hub.at("/origin/system").asText().equals(system)).toList();
    }

    /** Changes a case as somebody who has just read it. */
    JsonNode patch(String id, String json) {
        var read = send("GET", "/api/v1/cases/" + id, null);
        var answer = send("PATCH", "/api/v1/cases/" + id, json, "If-Match",
                read.headers().firstValue("ETag").orElse("*"), "Content-Type", "application/merge-patch+json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ExactJson.parse(answer.body());
    }

    List<JsonNode> history(String id) {
        return items(get("/api/v1/cases/" + id + "/history?limit=200"));
    }

    /** The newest delivery of a case. */
    JsonNode delivery(String id) {
        return items(get("/api/v1/cases/" + id + "/deliveries")).getFirst();
    }

    List<JsonNode> parked(String system) {
        return items(get("/api/v1/parked?system=" + system));
    }

    JsonNode connector(String name) {
        return items(get("/api/v1/connectors")).stream().filter(one -> one.path("name").asText().equals(name))
                .findFirst().orElseThrow();
    }

    /** Whether a list in one of the views has something whose field says this. */
    static boolean sees(List<JsonNode> views, String list, String field, String value) {
        return views.stream().flatMap(view -> StreamSupport.stream(view.at(list).spliterator(), false))
                .anyMatch(one -> one.path(field).asText().equals(value));
    }

    static List<JsonNode> items(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
