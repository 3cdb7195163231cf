package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cases by their types, many at once, and the next one to work on. */
@RunningHub
@Keeps({"listCaseTypes", "readCaseType", "retypeCase", "takeNextCase", "changeCases", "readBulk"})
class CaseworkContractIT extends ContractPart {

    CaseworkContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void aTypeIsReadAndACaseIsMovedToIt() {
        var opened = hub.open("{\"subject\": \"To be typed\", \"type\": \"plain\"}");
        var path = location(opened);

        assertThat(json(hub.agent("listCaseTypes", "/api/v1/case-types")).path("items"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(json(hub.agent("readCaseType", "/api/v1/case-types/dispute?version=1")).path("fields"))
                .hasSize(7);
        assertThat(hub.agent("readCaseType", "/api/v1/case-types/odd").statusCode()).isEqualTo(404);
        assertThat(hub.agent("readCaseType", "/api/v1/case-types/plain?version=0").statusCode())
                .isEqualTo(400);
        assertThat(json(hub.post("retypeCase", path + "/type", "{\"type\": \"dispute\", \"preview\": true}"))
                .path("preview").asBoolean()).isTrue();
        assertThat(hub.post("retypeCase", path + "/type", "{\"type\": \"dispute\"}").statusCode()).isEqualTo(428);
        assertThat(hub.post("retypeCase", path + "/type", "{\"type\": \"dispute\"}", "If-Match", "\"7\"").statusCode())
                .isEqualTo(412);
        assertThat(hub.post("retypeCase", path + "/type", "{\"type\": \"odd\"}", "If-Match", "*").statusCode())
                .isEqualTo(404);
        assertThat(hub.post("retypeCase", path + "/type", "{}", "If-Match", "*").statusCode()).isEqualTo(400);
        assertThat(json(hub.post("retypeCase", path + "/type", "{\"type\": \"dispute\"}", "If-Match", "*"))
                .path("version").asInt()).isEqualTo(1);
        assertThat(hub.patch(path, "{\"status\": \"closed\"}", "If-Match", "*").statusCode()).isEqualTo(422);
        assertThat(json(hub.agent("readCase", path)).path("queue").asText()).isEqualTo("disputes");
    }

    @Test
    void theNextCaseIsTakenUntilThereIsNone() {
        hub.open("{\"subject\": \"Next\", \"queue\": \"returns\"}");

        var taken = hub.post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"returns\"}");
        assertThat(json(taken).path("assignee").asText()).isEqualTo("ada");
        assertThat(hub.post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"returns\"}").statusCode())
                .isEqualTo(204);
        assertThat(hub.post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"odd\"}").statusCode()).isEqualTo(422);
        assertThat(hub.post("takeNextCase", "/api/v1/cases/next", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void manyCasesAreChangedAtOnceWithAWordOnEach() {
        var one = json(hub.open("{\"subject\": \"One of many\"}")).path("number").asText();
        var other = json(hub.open("{\"subject\": \"Another of many\"}")).path("id").asText();
        var items = """
                {"items": [{"case": "%1$s", "version": 1, "set": {"status": "open"}},
                           {"case": "%1$s", "version": 1, "set": {"status": "resolved"}},
                           {"case": "%2$s", "set": {"priority": "urgent"}}, {"case": "%2$s", "set": {"priority": "urgent"}},
                           {"case": "CH-999999", "set": {"status": "open"}}, {"case": "%2$s", "set": {"colour": "red"}},
                           {"case": "%2$s", "set": {}}, 17]}"""
                .formatted(one, other);

        var done = hub.post("changeCases", "/api/v1/cases/bulk", items, "Idempotency-Key", "many");

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(json(done).path("items")).extracting(item -> item.path("outcome").asText()).containsExactly(
                "changed",
                "stale", "changed", "unchanged", "not-found", "unreadable", "unreadable", "unreadable");
        assertThat(json(done).at("/items/5/reason").asText()).contains("colour");
        assertThat(json(hub.post("changeCases", "/api/v1/cases/bulk", items, "Idempotency-Key", "many")).path("id"))
                .isEqualTo(json(done).path("id"));
        assertThat(hub.post("changeCases", "/api/v1/cases/bulk", "{\"items\": [{}]}", "Idempotency-Key", "many")
                .statusCode()).isEqualTo(422);
        assertThat(hub.post("changeCases", "/api/v1/cases/bulk", items.replace("One", "Two"), "Prefer", "respond-async")
                .statusCode()).isEqualTo(202);
        assertThat(hub.post("changeCases", "/api/v1/cases/bulk", "{\"items\": []}").statusCode()).isEqualTo(400);
        assertThat(hub.post("changeCases", "/api/v1/cases/bulk", "x".repeat(8_400_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "changeCases", "/api/v1/cases/bulk", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        var href = json(done).path("href").asText();
        assertThat(json(hub.agent("readBulk", href + "?outcome=stale")).path("items")).hasSize(1);
        assertThat(hub.agent("readBulk", href + "?outcome=odd").statusCode()).isEqualTo(400);
        assertThat(hub.agent("readBulk", "/api/v1/cases/bulk/" + NOBODY).statusCode()).isEqualTo(404);
    }
}
