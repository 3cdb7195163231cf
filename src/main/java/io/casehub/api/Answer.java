package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/**
 * What a door answers, before anything of HTTP or Camel: {@code routes/_templates/operation} makes
 * a response of it.
 */
record Answer(int status, Map<String, String> headers, byte[] body) {

    static final String PROBLEM = "application/problem+json";

    static Answer json(int status, JsonNode json) {
        return of(status, "application/json", json);
    }

    static Answer problem(int status, JsonNode json) {
        return of(status, PROBLEM, json);
    }

    /** Done, and there is nothing to say. */
    static Answer none() {
        return new Answer(204, Map.of(), new byte[0]);
    }

    /** One of Spring's, with a body of bytes. */
    static Answer of(ResponseEntity<?> entity) {
        return new Answer(entity.getStatusCode().value(), entity.getHeaders().toSingleValueMap(),
                entity.getBody() instanceof byte[] body ? body : new byte[0]);
    }

    private static Answer of(int status, String type, JsonNode json) {
        return new Answer(status, Map.of(HttpHeaders.CONTENT_TYPE, type),
                json.toString().getBytes(StandardCharsets.UTF_8));
    }

    Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    /** Public for the template, which is not of this room. */
    @Nullable
    public String header(String name) {
        return headers.get(name);
    }

    ResponseEntity<byte[]> entity() {
        var entity = ResponseEntity.status(status);
        headers.forEach(entity::header);
        return entity.body(body);
    }
}
