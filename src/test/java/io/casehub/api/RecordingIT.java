package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever shows a customer or a case is recorded before it leaves the hub. */
@RunningHub
class RecordingIT {

    private final Desk desk;
    private final JdbcClient jdbc;

    RecordingIT(@Autowired Desk desk, @Autowired JdbcClient jdbc) {
        this.desk = desk;
        this.jdbc = jdbc;
    }

    @Test
    void everyReadOfACaseIsRecordedAndShowsItAgain() {
        var opened = open();
        var id = opened.path("id").asText();
        for (var path : List.of("/api/v1/cases/" + id, "/api/v1/cases/" + opened.path("number").asText(),
                "/api/v1/cases?q=" + opened.path("number").asText(), "/api/v1/cases/" + id + "/history",
                "/api/v1/cases/" + id + "/history?format=csv", "/api/v1/cases/" + id + "/documents",
                "/api/v1/cases/" + opened.path("number").asText() + "/deliveries")) {
            var shown = desk.send(AGENT, "GET", path, null);

            assertThat(shown.statusCode()).as(path).isEqualTo(200);
            assertThat(again(shown).body()).as(path).isEqualTo(shown.body());
            assertThat(again(shown).headers().firstValue("Content-Type")).as(path)
                    .isEqualTo(shown.headers().firstValue("Content-Type"));
        }
    }

    @Test
    void whoIsToldThatNothingChangedIsRecordedAsShownWhatHeHas() {
        desk.told("customer",
                """
                        {"source": {"key": "recorded"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Ida Rhodes",
                         "contacts": [{"type": "email", "value": "ida@example.org"}]}""");
        var path = desk.get("/api/v1/customers?email=ida@example.org").at("/items/0/href").asText();
        HttpResponse<String> whole;
        HttpResponse<String> unchanged;
        do { // the state of the sources, which is part of the answer, may change in between
            whole = desk.send(AGENT, "GET", path, null);
            unchanged = desk.send(AGENT, "GET", path, null, "If-None-Match",
                    whole.headers().firstValue("ETag").orElse(""));
        } while (unchanged.statusCode() == 200);

        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(again(unchanged).body()).isEqualTo(whole.body());
        var read = read(unchanged);
        assertThat(desk.send(SUPERVISOR, "GET", "/api/v1/audit/reads?actor=agent:ada", null).body())
                .contains("\"id\":\"" + read.orElse("") + "\"").contains("\"status\":304");
    }

    @Test
    void whatShowsNobodyIsNotRecorded() {
        for (var path : List.of("/api/v1/cases/CH-999999", "/api/v1/cases?colour=red", "/api/v1/case-types")) {
            assertThat(read(desk.send(AGENT, "GET", path, null))).as(path).isEmpty();
        }
    }

    @Test
    void whatCannotBeRecordedIsNotShown() {
        var path = open().path("href").asText();
        jdbc.sql("alter table recorded_read rename to recorded_read_away").update();
        try {
            var answer = desk.send(AGENT, "GET", path, null);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.body()).doesNotContain("To be recorded");
        } finally {
            jdbc.sql("alter table recorded_read_away rename to recorded_read").update();
        }
        assertThat(desk.send(AGENT, "GET", path, null).statusCode()).isEqualTo(200);
    }

    private JsonNode open() {
        return ExactJson.parse(desk.send(AGENT, "POST", "/api/v1/cases", "{\"subject\": \"To be recorded\"}",
                "Content-Type", "application/json").body());
    }

    private HttpResponse<String> again(HttpResponse<String> shown) {
        return desk.send(SUPERVISOR, "GET", "/api/v1/audit/reads/" + read(shown).orElse("none"), null);
    }

    private static Optional<String> read(HttpResponse<String> answer) {
        return answer.headers().firstValue("Casehub-Read");
    }
}
