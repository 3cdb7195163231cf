package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Calls, chats and visits that are told, and read with their case. */
@RunningHub
@Keeps({"postInteraction", "readInteraction", "readCaseInteractions"})
class InteractionsContractIT extends ContractPart {

    InteractionsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void anInteractionIsToldAndReadAsTheContractHasIt() throws IOException {
        var path = "/api/v1/interactions";
        var told = """
                {"externalId": "contract-1", "channel": "call", "direction": "inbound", "startedAt": "2026-01-05T11:00:00+01:00",
                 "endedAt": "2026-01-05T10:04:30Z", "from": {"name": "Kim", "phone": "030 7654321"}, "to": [{"name": "Hotline"}],
                 "cc": [{"email": "Kim@example.org"}], "subject": "Lamp", "text": "It is dark.", "conversation": "contract",
                 "recording": {"url": "https://calls.example/1"}, "transcript": {"text": "Hello?"}, "openCase": true,
                 "verified": {"at": "2026-01-05T10:01:00Z", "by": "ben", "how": "PIN"}}""";
        var first = hub.post("postInteraction", path, told);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(hub.post("postInteraction", path, told).statusCode()).isEqualTo(200);
        assertThat(json(hub.agent("readInteraction", location(first)))
                .at("/from/address").asText()).isEqualTo("+49307654321");
        var itsCase = "/api/v1/cases/" + json(first).at("/case/number").asText();
        assertThat(json(hub.agent("readCase", itsCase)).has("verified")).isTrue();
        assertThat(json(hub.agent("readCaseInteractions", itsCase + "/interactions?limit=1")).path("items"))
                .hasSize(1);
        assertThat(hub.post("postInteraction", path, told.replace("\"contract-1\"",
                "\"contract-2\", \"customer\": \"" + known.ada() + "\", \"case\": \""
                        + json(first).at("/case/id").asText()
                        + "\""))
                .statusCode()).isEqualTo(409);
        assertThat(hub.post("postInteraction", path, told.replace("\"contract-1\"",
                "\"contract-2\", \"case\": \"CH-999999\"")).statusCode()).isEqualTo(404);
        desk.whileMapped("api", "interaction", "{\"source\": {\"key\": .key}}", () -> assertThat(
                json(hub.post("postInteraction", path, told.replace("contract-1", "contract-3"))).path("why").asText())
                .contains("engineer"));
        assertThat(hub.agent("readInteraction", path + "/none.e").statusCode()).isEqualTo(404);
        assertThat(hub.agent("readInteraction", path + "/" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(hub.post("postInteraction", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "postInteraction", path, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(hub.agent("readCaseInteractions", itsCase + "/interactions?behind=x").statusCode())
                .isEqualTo(400);
        assertThat(hub.agent("readCaseInteractions", "/api/v1/cases/CH-999999/interactions").statusCode())
                .isEqualTo(404);
    }

    @Test
    void anInteractionIsTakenAsTheContractHasItOrNotAtAll() {
        var least = "\"externalId\": \"w\", \"channel\": \"call\", \"direction\": \"inbound\", \"startedAt\": \"2026-01-05T10:00:00Z\"";
        for (var wrong : List.of("\"colour\": 1", "\"from\": {}", "\"from\": {\"colour\": 1}", "\"from\": 1",
                "\"from\": {\"phone\": \"none\"}", "\"from\": {\"email\": \"none\"}",
                "\"from\": {\"email\": \"a@b.example\", \"phone\": \"+49301234567\"}", "\"to\": {}", "\"to\": [1]",
                "\"to\": [" + "{\"name\": \"a\"},".repeat(50) + "{\"name\": \"a\"}]",
                "\"endedAt\": \"2026-01-05T09:59:59Z\"", "\"endedAt\": \"2099-01-05T09:59:59Z\"",
                "\"endedAt\": \"now\"",
                "\"recording\": {}", "\"recording\": {\"url\": \"../etc\"}", "\"transcript\": {}", "\"openCase\": 1",
                "\"text\": \"" + "a".repeat(20_001) + "\"", "\"customer\": \"" + NOBODY + "\"", "\"case\": \"17\"",
                "\"verified\": {\"at\": \"2026-01-05T10:00:00Z\", \"by\": \"ben\", \"how\": \"PIN\"}",
                "\"from\": {\"name\": \"a\"}, \"verified\": {\"at\": \"2026-01-05T10:00:00Z\", \"by\": \"ben\"}")) {
            assertThat(
                    hub.post("postInteraction", "/api/v1/interactions", "{" + least + ", " + wrong + "}").statusCode())
                    .as(wrong).isEqualTo(400);
        }
        for (var missing : List.of("externalId", "channel", "direction", "startedAt")) {
            assertThat(hub
                    .post("postInteraction", "/api/v1/interactions",
                            "{" + least.replaceAll("\"" + missing + "\": \"[^\"]*\"(, )?", "").replaceAll(", $", "")
                                    + "}")
                    .body())
                    .as(missing).contains(missing + " is missing");
        }
    }
}
