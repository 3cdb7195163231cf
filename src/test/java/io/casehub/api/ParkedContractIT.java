package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Records that a mapping could not read: found, and tried again, alone or together. */
@RunningHub
@Keeps({"listParked", "readParked", "replayParked", "replayAllParked"})
class ParkedContractIT extends ContractPart {

    ParkedContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @BeforeAll
    void twoPaymentsCannotBeRead() {
        desk.told("payment", "{\"source\": {\"key\": \"p2\"}, \"status\": \"odd\"}",
                "{\"source\": {\"key\": \"p3\"}, \"status\": \"odd\"}");
    }

    @Test
    void whatIsParkedIsSeenAndTriedAgain() throws IOException {
        var page = json(hub.integrator("listParked", "/api/v1/parked?system=crm&limit=1"));
        var path = page.at("/items/0/href").asText();

        assertThat(page.at("/items/0/reason").asText()).contains("status");
        assertThat(json(hub.integrator("listParked", page.path("next").asText())).path("items")).hasSize(1);
        assertThat(json(hub.integrator("readParked", path)).at("/payload").asText()).contains("odd");
        assertThat(json(hub.integrator("replayParked", path + "/replay")).path("replayed").asBoolean()).isFalse();
        for (var wrong : List.of("", "/replay")) {
            var operation = wrong.isEmpty() ? "readParked" : "replayParked";
            assertThat(hub.integrator(operation, "/api/v1/parked/" + NOBODY + wrong).statusCode()).isEqualTo(404);
            assertThat(hub.integrator(operation, "/api/v1/parked/17" + wrong).statusCode()).isEqualTo(400);
        }
        desk.whileBroken("payment", () -> assertThat(
                hub.integrator("replayParked", path + "/replay").statusCode()).isEqualTo(409));
    }

    @Test
    void whatIsParkedIsTriedAgainTogether() throws IOException {
        var all = replay("{\"system\": \"crm\", \"mapping\": \"crm/payment\"}");

        assertThat(all.statusCode()).isEqualTo(200);
        assertThat(json(all)).isEqualTo(
                ExactJson.parse("{\"tried\": 2, \"replayed\": 0, \"failed\": 2, \"waiting\": 2}"));
        assertThat(json(replay("{\"system\": \"crm\", \"limit\": 1}")).path("tried").asInt()).isEqualTo(1);
        var none = "{\"tried\": 0, \"replayed\": 0, \"failed\": 0, \"waiting\": 0}";
        for (var other : List.of("{\"system\": \"crm\", \"entity\": \"shipment\"}",
                "{\"system\": \"crm\", \"reason\": \"nobody would say this\"}",
                "{\"mapping\": \"crm/payment\", \"until\": \"2001-01-01T00:00:00Z\"}",
                "{\"mapping\": \"crm/payment\", \"since\": \"2999-01-01T00:00:00Z\"}")) {
            assertThat(json(replay(other))).as(other).isEqualTo(ExactJson.parse(none));
        }
        assertThat(json(replay("{\"entity\": \"payment\", \"since\": \"2001-01-01T00:00:00Z\", \"limit\": 1}"))
                .path("tried").asInt()).isEqualTo(1);
        for (var wrong : List.of("{}", "{\"limit\": 5}", "{\"entity\": \"song\"}", "{\"since\": \"yesterday\"}",
                "{\"system\": \"crm\", \"limit\": 0}", "{\"system\": \"crm\", \"limit\": 1001}",
                "{\"system\": \"crm\", \"colour\": 1}")) {
            assertThat(replay(wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(replay("x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(INTEGRATOR, "replayAllParked", "/api/v1/parked/replay", "x", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);
        desk.whileBroken("payment", () -> assertThat(replay("{\"system\": \"crm\"}").statusCode()).isEqualTo(409));
    }

    private HttpResponse<String> replay(String body) {
        return hub.integrator("replayAllParked", "/api/v1/parked/replay", body);
    }
}
