package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.ExactJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is told to systems, and what people decide where that came to no good end. */
@RunningHub
@Keeps({"readDeliveries", "listDeliveries", "readDelivery", "decideDelivery", "decideDeliveries", "listBrokenSystems"})
class DeliveriesContractIT extends ContractPart {

    DeliveriesContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whatIsToldToASystemIsSeenWithTheCase() {
        var found = known.parcel();
        var path = found.path("href").asText();
        hub.patch(path, "{\"status\": \"waiting-customer\"}", "If-Match", "\"" + found.path("version").asText() + "\"");

        assertThat(hub.agent("readDeliveries", path + "/deliveries").statusCode()).isEqualTo(200);
        assertThat(hub.agent("readDeliveries", "/api/v1/cases/CH-999999/deliveries").statusCode()).isEqualTo(404);
    }

    @Test
    void whatCameToNoGoodEndIsFoundAndDecidedOn(@Autowired JdbcClient jdbc) {
        var parcel = UUID.fromString(known.parcel().path("id").asText());
        var parked = delivery(jdbc, parcel, "parked");
        var unknown = delivery(jdbc, parcel, "unknown");
        var done = delivery(jdbc, parcel, "delivered");
        jdbc.sql("""
                insert into outbound_breaker (system, failures, since, open_until, reason)
                values ('gone', 3, now(), now() + interval '1 hour', 'connection refused')
                """).update();

        var page = json(hub.agent("listDeliveries", "/api/v1/deliveries?system=gone&open=true&limit=1"));
        assertThat(page.at("/items/0/id").asText()).isEqualTo(parked.toString());
        assertThat(page.at("/items/0/fate/kind").asText()).isEqualTo("parked");
        assertThat(json(hub.agent("listDeliveries", page.path("next").asText())).at("/items/0/id").asText())
                .isEqualTo(unknown.toString());
        for (var wrong : List.of("open=maybe", "state=odd", "behind=" + NOBODY, "behind=x")) {
            assertThat(hub.agent("listDeliveries", "/api/v1/deliveries?" + wrong).statusCode()).as(wrong)
                    .isEqualTo(400);
        }
        assertThat(json(hub.agent("listBrokenSystems", "/api/v1/deliveries/systems")).path("items"))
                .extracting(system -> system.path("system").asText()).contains("gone");
        var path = "/api/v1/deliveries/";
        assertThat(json(hub.agent("readDelivery", path + done)).at("/fate/confirmedBy").asText())
                .isEqualTo("answer");
        assertThat(hub.agent("readDelivery", path + NOBODY).statusCode()).isEqualTo(404);
        assertThat(decided(unknown, "{\"decision\": \"confirm\", \"reason\": \"I have looked\"}").body())
                .contains("\"confirmedBy\":\"person\"", "agent:ada");
        assertThat(decided(parked, "{\"decision\": \"edit\", \"value\": \"Hello again\"}").body())
                .contains("Hello again", "\"attempts\"");
        assertThat(decided(done, "{\"decision\": \"retry\"}").statusCode()).isEqualTo(409);
        for (var wrong : List.of("{}", "{\"decision\": \"odd\"}", "{\"decision\": \"drop\", \"colour\": 1}")) {
            assertThat(decided(done, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(decided(NOBODY, "{\"decision\": \"drop\"}").statusCode()).isEqualTo(404);
        assertThat(decided(done, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "decideDelivery", path + done + "/decide", "x", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);

        var many = path + "decide";
        delivery(jdbc, parcel, "parked");
        delivery(jdbc, parcel, "refused");
        assertThat(json(hub.integrator("decideDeliveries", many, "{\"decision\": \"drop\", \"system\": \"gone\"}")))
                .isEqualTo(ExactJson.parse("{\"done\": 1, \"refused\": []}"));
        assertThat(json(hub.integrator("decideDeliveries", many,
                "{\"decision\": \"confirm\", \"system\": \"gone\", \"state\": \"refused\"}")).at("/refused/0/reason")
                .asText())
                .isEqualTo("it is refused: nothing waits for a decision");
        for (var wrong : List.of("{\"decision\": \"drop\"}", "{\"decision\": \"edit\", \"system\": \"gone\"}",
                "{\"decision\": \"drop\", \"system\": \"gone\", \"limit\": 0}")) {
            assertThat(hub.integrator("decideDeliveries", many, wrong)
                    .statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(hub.integrator("decideDeliveries", many, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(INTEGRATOR, "decideDeliveries", many, "x", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> decided(Object id, String body) {
        return hub.post("decideDelivery", "/api/v1/deliveries/" + id + "/decide", body);
    }

    /** A comment for a system that is gone, as it ended. */
    private static UUID delivery(JdbcClient jdbc, UUID of, String state) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into delivery (id, case_id, system, entity, key, kind, payload, actor, state, next_at)
                values (?, ?, 'gone', 'case', '1', 'case-comment', '{"value": "Hello", "internal": true}', 'agent:ada',
                        ?, 'infinity')
                """).params(id, of, state).update();
        return id;
    }
}
