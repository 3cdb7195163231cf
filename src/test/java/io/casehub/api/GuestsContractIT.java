package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whoever is let in from outside: participants, partners a case is shared with, customers with a
 * token.
 */
@RunningHub
@Keeps({"readParticipants", "addParticipant", "removeParticipant", "listShares", "shareCase", "endShare",
        "obtainToken"})
class GuestsContractIT extends ContractPart {

    GuestsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void peopleTakePartAndAreTakenOut() {
        var path = location(hub.open("{\"subject\": \"People\"}")) + "/participants";
        for (var somebody : List.of("{\"role\": \"expert\", \"caller\": \"erika\", \"name\": \"Erika\"}",
                "{\"role\": \"customer\", \"customer\": \"" + known.ada() + "\"}",
                "{\"role\": \"contact\", \"name\": \"Mum\"}",
                "{\"role\": \"contact\", \"email\": \"Mum@example.org\"}",
                "{\"role\": \"contact\", \"phone\": \"030 1\"}"
                        .replace("030 1", "030 7654322"),
                "{\"role\": \"system\", \"name\": \"bot\"}",
                "{\"role\": \"partner\", \"caller\": \"carrier\", \"until\": \"2099-01-01T00:00:00Z\", \"sees\": \"internal\"}")) {
            var added = hub.post("addParticipant", path, somebody);
            assertThat(added.statusCode()).as(somebody).isEqualTo(201);
            assertThat(hub.post("addParticipant", path, somebody).body()).isEqualTo(added.body());
        }
        var people = json(hub.agent("readParticipants", path)).path("items");
        assertThat(people).hasSize(7);
        assertThat(hub.agent("removeParticipant", path + "/" + people.at("/0/id").asText()).statusCode())
                .isEqualTo(204);
        assertThat(hub.agent("removeParticipant", path + "/" + people.at("/0/id").asText()).statusCode())
                .isEqualTo(404);
        assertThat(hub.agent("removeParticipant", path + "/17").statusCode()).isEqualTo(400);
        for (var wrong : List.of("{}", "{\"role\": \"king\"}", "{\"role\": \"contact\"}",
                "{\"role\": \"partner\", \"caller\": \"a\"}", "{\"role\": \"agent\", \"name\": \"a\"}",
                "{\"role\": \"partner\", \"caller\": \"a\", \"until\": \"2020-01-01T00:00:00Z\"}",
                "{\"role\": \"contact\", \"name\": \"a\", \"sees\": \"internal\"}",
                "{\"role\": \"contact\", \"email\": \"a@b.example\", \"phone\": \"+49301234567\"}",
                "{\"role\": \"customer\", \"customer\": \"" + NOBODY + "\"}")) {
            assertThat(hub.post("addParticipant", path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        var unknown = "/api/v1/cases/CH-999999/participants";
        assertThat(hub.agent("readParticipants", unknown).statusCode()).isEqualTo(404);
        assertThat(hub.post("addParticipant", unknown, "{\"role\": \"contact\", \"name\": \"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(hub.post("addParticipant", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "addParticipant", path, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void aCaseIsSharedForATimeAndNoLonger() {
        var path = location(hub.open("{\"subject\": \"To share\"}")) + "/shares";
        var until = Instant.now().plus(Duration.ofDays(3)).toString();

        assertThat(hub.post("shareCase", path, share("Acme Repairs", until)).statusCode()).isEqualTo(201);
        assertThat(hub.post("shareCase", path, share("bolt", until)).statusCode()).isEqualTo(201);
        assertThat(json(hub.post("shareCase", path, share("bolt", "2026-01-05T10:00:00Z"))).path("detail").asText())
                .contains("time to come");
        assertThat(json(hub.agent("listShares", path)).path("items")).hasSize(2);
        assertThat(json(hub.agent("endShare", path + "/Acme%20Repairs")).at("/items/0/partner").asText())
                .isEqualTo("bolt");
        for (var wrong : List.of("{}", "{\"partner\": \"a\"}", share("a", "soon"), share("a".repeat(81), until))) {
            assertThat(hub.post("shareCase", path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(hub.post("shareCase", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "shareCase", path, "x", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(hub.agent("endShare", path + "/bolt?colour=1").statusCode()).isEqualTo(400);
        var nowhere = "/api/v1/cases/" + NOBODY + "/shares";
        assertThat(hub.post("shareCase", nowhere, share("a", until)).statusCode()).isEqualTo(404);
        assertThat(hub.agent("listShares", nowhere).statusCode()).isEqualTo(404);
        assertThat(hub.agent("endShare", nowhere + "/a").statusCode()).isEqualTo(404);
    }

    @Test
    void aPortalObtainsTokensForCustomersThereAre() {
        for (var customer : List.of(known.ada(), "crm:1")) {
            assertThat(token(customer).statusCode()).as(customer).isEqualTo(201);
        }
        assertThat(token(known.ada()).headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        for (var unknown : List.of(NOBODY, "crm:none", "none:1")) {
            assertThat(token(unknown).statusCode()).as(unknown).isEqualTo(404);
        }
        assertThat(token("17").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> token(String customer) {
        return hub.send(PORTAL, "obtainToken", "/api/v1/customers/" + customer + "/tokens", null);
    }

    private static String share(String partner, String until) {
        return "{\"partner\": \"" + partner + "\", \"until\": \"" + until + "\"}";
    }
}
