package io.casehub.api;

import static io.casehub.api.CheckedHub.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mappings compared before they are used, and used anew. */
@RunningHub
@Keeps({"diffMapping", "readRemap", "remapMapping"})
class MappingsContractIT extends ContractPart {

    MappingsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void aChangedMappingIsSeenBeforeItIsUsedAndTheRecordsFollowIt() throws IOException {
        var mapping = "/api/v1/connectors/crm/mappings/score";
        assertThat(json(hub.integrator("diffMapping", mapping + "/diff?last=10")).path("unchanged").asInt())
                .isEqualTo(1);
        assertThat(json(hub.integrator("readRemap", mapping + "/remap")).path("state").asText())
                .isEqualTo("never-asked");
        desk.whileMapped("score", "{\"by\": \"model\", * : .}", () -> assertThat(
                json(hub.integrator("diffMapping", mapping + "/diff")).at("/fields/0/examples/0")).isEqualTo(
                        ExactJson.parse("{\"key\": \"c1\", \"before\": \"lab\", \"after\": \"model\"}")));

        assertThat(hub.integrator("remapMapping", mapping + "/remap").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                json(hub.integrator("readRemap", mapping + "/remap")).path("state").asText()).isEqualTo("finished"));
    }

    @Test
    void onlyMappingsThatAreThereAreComparedAndUsed() throws IOException {
        var mapping = "/api/v1/connectors/crm/mappings/score";
        for (var wrong : List.of("crm/mappings/none", "none/mappings/score", "crm/mappings/case-status-out")) {
            var path = "/api/v1/connectors/" + wrong;
            assertThat(hub.integrator("diffMapping", path + "/diff").statusCode()).as(wrong).isEqualTo(404);
            assertThat(hub.integrator("remapMapping", path + "/remap").statusCode()).as(wrong).isEqualTo(404);
            assertThat(hub.integrator("readRemap", path + "/remap").statusCode()).as(wrong).isEqualTo(404);
        }
        assertThat(hub.integrator("remapMapping", mapping + "/remap?last=1").statusCode()).isEqualTo(400);
        desk.whileBroken("score", () -> {
            assertThat(hub.integrator("diffMapping", mapping + "/diff").statusCode()).isEqualTo(409);
            assertThat(hub.integrator("remapMapping", mapping + "/remap").statusCode()).isEqualTo(409);
        });
    }
}
