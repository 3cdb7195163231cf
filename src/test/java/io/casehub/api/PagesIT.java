package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.api.Contract.Operation;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * How much comes at once: pages that lead on to the end of each list, and answers that are packed.
 */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class PagesIT {

    private static final String QUESTION = "{\"query\": \"{ __schema { types { name fields { name } } } }\"}";

    private final Desk desk;
    private String customer = "";
    private String hubCase = "";
    private final List<String> subscriptions = new ArrayList<>();

    PagesIT(@Autowired Desk desk) {
        this.desk = desk;
    }

    @BeforeAll
    void thereIsMoreThanAPageOfMostThings() {
        for (int n = 0; n < 5; n++) {
            desk.told("customer", """
                    {"source": {"key": "page%1$d"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person",
                     "name": "Page %1$d", "contacts": [{"type": "email", "value": "page%1$d@example.org"}]}"""
                    .formatted(n));
            desk.told("order", """
                    {"source": {"key": "page%1$d"}, "customer": {"key": "page0"}, "number": "PG-10%1$d",
                     "status": "shipped", "placedAt": "2026-01-0%2$dT10:00:00Z"}""".formatted(n, n + 1));
        }
        customer = desk.get("/api/v1/customers?ref=crm:page0").at("/items/0/id").asText();
        for (int n = 0; n < 5; n++) {
            hubCase = post("/api/v1/cases", "{\"subject\": \"Paged %d\", \"customer\": \"%s\"}".formatted(n, customer));
            post("/api/v1/cases/" + hubCase + "/comments", "{\"text\": \"paged\"}");
            for (var fact : Map.of("scores", "{\"name\": \"s%d\", \"value\": 1}", "consents",
                    "{\"purpose\": \"p%d\", \"status\": \"given\"}").entrySet()) {
                post("/api/v1/customers/" + customer + "/" + fact.getKey(), fact.getValue().formatted(n));
            }
            post("/api/v1/interactions", """
                    {"externalId": "paged %d", "channel": "call", "direction": "inbound", "case": "%s",
                     "startedAt": "2026-01-05T10:0%d:00Z"}""".formatted(n, hubCase, n));
        }
        for (int n = 0; n < 3; n++) {
            subscriptions.add(post("/api/v1/subscriptions",
                    "{\"name\": \"paged %d\", \"url\": \"http://localhost:1/\"}".formatted(n)));
        }
    }

    @AfterAll
    void subscriptionsAreFewAndOfOthersToo() {
        subscriptions.forEach(id -> desk.send(Role.INTEGRATOR, "DELETE", "/api/v1/subscriptions/" + id, null));
    }

    static Stream<String> lists() {
        return Contract.read().operations().stream().filter(operation -> operation.method().equals("GET"))
                .filter(PagesIT::isPaged).map(Operation::id);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void everyListIsReadToItsEndByItsLinks(String operation) {
        var declared = Contract.read().operation(operation);
        var path = path(declared) + (operation.equals("search") ? "?q=paged&" : "?");
        var whole = read(declared, path + "limit=200");
        var walked = new ArrayList<String>();
        for (var next = path + "limit=2"; !next.isEmpty();) {
            var page = read(declared, next);
            assertThat(page.path("items").size()).isLessThanOrEqualTo(2);
            walked.addAll(names(page));
            next = page.path("next").asText();
        }

        assertThat(walked).doesNotHaveDuplicates();
        if (!whole.has("next")) {
            assertThat(walked).containsAll(names(whole));
        }
    }

    @Test
    void whatIsLargeIsPackedForWhoeverTakesIt() throws IOException {
        var packed = ask("/graphql", "gzip");
        var plain = ask("/graphql", "identity");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body()).hasSizeLessThan(plain.body().length / 2);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void aStreamOfEventsIsNotHeldBackToBePacked() throws IOException {
        var stream = desk.open(Role.AGENT, "/api/v1/events", "Accept-Encoding", "gzip");
        try (var lines = stream.body()) {
            assertThat(stream.headers().firstValue("Content-Encoding")).isEmpty();
            assertThat(new String(lines.readNBytes(10), StandardCharsets.UTF_8)).isEqualTo(":following");
        }
    }

    private HttpResponse<byte[]> ask(String path, String encoding) {
        return desk.send(desk.key(Role.AGENT), BodyHandlers.ofByteArray(), "POST", path, QUESTION, "Content-Type",
                "application/json", "Accept-Encoding", encoding);
    }

    private static boolean isPaged(Operation operation) {
        return operation.queryParameters().contains("behind")
                || operation.declared().path("parameters").findValuesAsText("$ref").stream()
                        .anyMatch(reference -> reference.endsWith("/Behind"));
    }

    private String path(Operation operation) {
        var path = operation.path();
        var id = path.contains("/customers/")
                ? customer
                : path.contains("/subscriptions/")
                        ? subscriptions.getFirst()
                        : hubCase;
        return path.replace("{id}", id).replace("{name}", "crm");
    }

    private JsonNode read(Operation operation, String path) {
        var role = operation.roles().contains(Role.AGENT)
                ? Role.AGENT
                : operation.roles().contains(Role.INTEGRATOR) ? Role.INTEGRATOR : Role.SUPERVISOR;
        var answer = desk.send(role, "GET", path, null);
        assertThat(answer.statusCode()).as(path + answer.body()).isEqualTo(200);
        return ExactJson.parse(answer.body());
    }

    /** What tells each item from the others, whatever becomes of it while it is read. */
    private static List<String> names(JsonNode page) {
        return page.path("items").valueStream()
                .map(item -> item.path("id").asText(item.path("name").asText(item.toString()))).toList();
    }

    private String post(String path, String body) {
        var role = path.contains("subscriptions") ? Role.INTEGRATOR : Role.AGENT;
        var answer = desk.send(role, "POST", path, body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(path + answer.body()).isBetween(200, 201);
        return ExactJson.parse(answer.body()).path("id").asText();
    }
}
