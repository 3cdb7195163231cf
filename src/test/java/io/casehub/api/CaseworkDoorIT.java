package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** Types, queues and deadlines as agents meet them, over HTTP. */
@RunningHub
class CaseworkDoorIT {

    private static final String FILLED = """
            {"amount": {"amount": "129.90", "currency": "EUR"}, "pieces": 2.50, "told": true,
             "order": {"system": "erp", "key": "A:1"}, "ground": "wrong", "since": "2026-01-05", "note": "so it is"}""";

    private final Desk desk;
    private final Path files;

    CaseworkDoorIT(@Autowired Desk desk, @Autowired Environment environment) {
        this.desk = desk;
        this.files = Path.of(environment.getRequiredProperty("casehub.mappings"), "cases");
    }

    @Test
    void aDisputeIsOpenedFilledAndResolved() {
        var hub = opened("{\"subject\": \"Paid twice\", \"type\": \"dispute\"}");

        assertThat(hub.path("priority").asText()).isEqualTo("high");
        assertThat(hub.path("queue").asText()).isEqualTo("disputes");
        assertThat(hub.path("team").asText()).isEqualTo("money");
        assertThat(hub.path("due").asText()).isEqualTo("on-time");
        assertThat(hub.path("dueAt")).isEqualTo(hub.at("/deadlines/firstAnswer/dueAt"));
        assertThat(detail(patch(hub, "{\"status\": \"open\"}")))
                .isEqualTo("before a dispute is open it needs the field amount");

        var filled = json(patch(hub, "{\"status\": \"open\", \"fields\": " + FILLED + "}"));
        assertThat(filled.path("fields")).isEqualTo(ExactJson.parse(FILLED));
        assertThat(json(patch(hub, "{\"fields\": {\"note\": null}}")).path("fields").has("note")).isFalse();

        assertThat(detail(patch(hub, "{\"status\": \"resolved\"}")))
                .isEqualTo("a dispute is resolved with a closeReason; it is one of credited, rejected");
        var resolved = json(patch(hub, "{\"status\": \"resolved\", \"closeReason\": \"credited\"}"));
        assertThat(resolved.path("closeReason").asText()).isEqualTo("credited");
        assertThat(resolved.has("dueAt")).isFalse();
        assertThat(resolved.at("/deadlines/resolution").has("standsSince")).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            {"fields": {"amount": 5}}              | 422 | the field amount is money: {"amount": "129.90", "currency": "EUR"}
            {"fields": {"amount": {"amount": 5}}}  | 400 | the field amount is an object of amount and currency, or of system and key
            {"fields": {"pieces": []}}             | 400 | the field pieces is text, a number, true or false, an amount or a reference
            {"fields": {"pieces": ""}}             | 400 | the field pieces is text, a number, true or false, an amount or a reference
            {"fields": 5}                          | 400 | fields is an object with at most 100 names
            {"fields": {"colour": "red"}}          | 422 | a dispute has no field colour; it has amount, pieces, told, order, ground, since, note
            {"queue": "odd"}                       | 422 | there is no queue odd; there are disputes, returns
            {"team": "odd"}                        | 422 | there is no team odd; there are goods, money
            {"closeReason": "tired"}               | 422 | a closeReason is given to what is resolved or closed, not to what is new
            {"status": "closed"}                   | 422 | a dispute does not go from new to closed; it goes to open
            """)
    void whatATypeDoesNotAllowIsRefusedWithASentence(String body, int status, String sentence) {
        var hub = opened("{\"subject\": \"A\", \"type\": \"dispute\"}");

        var answer = patch(hub, body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(detail(answer)).isEqualTo(sentence);
    }

    @Test
    void aDocumentIsNeededByASupervisorAsWell() {
        var hub = opened("{\"subject\": \"A\", \"type\": \"dispute\", \"fields\": {\"amount\": {\"amount\": \"1\", "
                + "\"currency\": \"EUR\"}}}");
        patch(hub, "{\"status\": \"open\"}");

        assertThat(detail(patch(hub, "{\"status\": \"closed\"}")))
                .isEqualTo("from open to closed a dispute is taken by supervisor only");
        assertThat(detail(patch(Role.SUPERVISOR, hub, "{\"status\": \"closed\"}")))
                .isEqualTo("before a dispute is closed it needs the document proof");
    }

    @Test
    void aTypeIsChangedWhileACaseRuns() throws IOException {
        var file = files.resolve("growing.yaml");
        Files.writeString(file, "title: Growing\ntransitions: {new: [open]}");
        await().until(() -> desk.get("/api/v1/case-types/growing").path("version").asInt() == 1);
        var before = opened("{\"subject\": \"Before\", \"type\": \"growing\"}");

        Files.writeString(file,
                "title: Growing\ntransitions: {new: [closed]}\nfields: {why: {type: text, requiredFrom: open}}");
        await().until(() -> desk.get("/api/v1/case-types/growing").path("version").asInt() == 2);
        var after = opened("{\"subject\": \"After\", \"type\": \"growing\"}");

        assertThat(patch(before, "{\"status\": \"closed\"}").statusCode()).isEqualTo(422);
        assertThat(json(patch(before, "{\"status\": \"open\"}")).path("typeVersion").asInt()).isEqualTo(1);
        assertThat(after.path("typeVersion").asInt()).isEqualTo(2);
        var moved = desk.send(Role.AGENT, "POST", before.path("href").asText() + "/type", "{\"type\": \"growing\"}",
                "Content-Type", "application/json", "If-Match", "*");
        assertThat(json(moved).path("missing")).containsExactly(ExactJson.parse("\"the field why\""));

        Files.writeString(file, "title: Growing\ntransitions: {new: [away]}");
        await().until(() -> desk.get("/api/v1/case-types/growing").has("refused"));
        assertThat(desk.get("/api/v1/case-types/growing").path("refused").asText())
                .endsWith("growing.yaml:2: there is no away here; known are new, open, waiting-customer, "
                        + "waiting-third-party, resolved, closed");
        assertThat(opened("{\"subject\": \"Still\", \"type\": \"growing\"}").path("typeVersion").asInt()).isEqualTo(2);
        Files.delete(file);
        await().until(() -> desk.send(Role.AGENT, "GET", "/api/v1/case-types/growing", null).statusCode() == 404);
        assertThat(json(desk.send(Role.AGENT, "GET", before.path("href").asText(), null)).path("typeVersion").asInt())
                .isEqualTo(2);
    }

    @Test
    void casesAreFoundByWhoWorksOnThemAndWhenTheyAreDue() {
        var mine = opened("{\"subject\": \"Zebra mine\", \"type\": \"dispute\", \"assignee\": \"ada\"}");
        var ours = opened("{\"subject\": \"Zebra ours\", \"type\": \"dispute\", \"priority\": \"urgent\"}");
        var theirs = opened(
                "{\"subject\": \"Zebra theirs\", \"queue\": \"returns\", \"assignee\": \"bob\", \"type\": \"plain\"}");

        assertThat(found("view=mine&q=zebra")).containsExactly(number(mine));
        assertThat(found("view=my-queue&q=zebra")).containsExactly(number(ours), number(mine));
        assertThat(found("queue=returns&q=zebra")).containsExactly(number(theirs));
        assertThat(found("team=money&type=dispute&priority=urgent,high&q=zebra&limit=1"))
                .containsExactly(number(ours), number(mine));
        assertThat(found("due=on-time&q=zebra&limit=1")).containsExactly(number(mine), number(ours));
        assertThat(found("dueBefore=2100-01-01T00:00:00Z&q=zebra")).containsExactly(number(mine), number(ours));
        assertThat(found("dueBefore=2020-01-01T00:00:00Z&q=zebra")).isEmpty();
        assertThat(found("view=about-to-breach&q=zebra")).isEmpty();
        for (var wrong : List.of("view=odd", "due=odd", "dueBefore=soon", "priority=odd")) {
            assertThat(desk.send(Role.AGENT, "GET", "/api/v1/cases?" + wrong, null).statusCode()).as(wrong)
                    .isEqualTo(400);
        }
    }

    private List<String> found(String query) {
        var found = new ArrayList<String>();
        for (var next = "/api/v1/cases?" + query; !next.isEmpty();) {
            var page = desk.get(next);
            page.path("items").forEach(item -> found.add(number(item)));
            next = page.path("next").asText();
        }
        return found;
    }

    private static String number(JsonNode hub) {
        return hub.path("number").asText();
    }

    private JsonNode opened(String body) {
        var answer = desk.send(Role.AGENT, "POST", "/api/v1/cases", body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ExactJson.parse(answer.body());
    }

    private HttpResponse<String> patch(JsonNode hub, String body) {
        return patch(Role.AGENT, hub, body);
    }

    private HttpResponse<String> patch(Role as, JsonNode hub, String body) {
        return desk.send(as, "PATCH", hub.path("href").asText(), body, "Content-Type", "application/merge-patch+json",
                "If-Match", "*");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ExactJson.parse(answer.body());
    }

    private static @Nullable String detail(HttpResponse<String> answer) {
        return ExactJson.parse(answer.body()).path("detail").textValue();
    }
}
