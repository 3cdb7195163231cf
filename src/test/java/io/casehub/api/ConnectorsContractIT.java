package io.casehub.api;

import static io.casehub.api.Acquaintances.person;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.connector.FakeSystem;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Connectors paused and resumed, looked into, set back, and heard. */
@RunningHub
@Keeps({"listConnectors", "readConnector", "pauseConnector", "resumeConnector", "resyncConnector", "listDrift",
        "acknowledgeDrift", "previewConnector", "receiveWebhook", "setCursor", "pullRoute", "confirmSweep",
        "dismissSweep"})
class ConnectorsContractIT extends ContractPart {

    ConnectorsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void connectorsArePausedAndResumed() {
        assertThat(json(hub.integrator("listConnectors", "/api/v1/connectors")).findValuesAsText("name"))
                .contains("crm");
        for (var command : List.of("pause", "resume", "resync")) {
            var operation = command + "Connector";
            assertThat(hub.integrator(operation, "/api/v1/connectors/crm/" + command).statusCode()).isEqualTo(200);
            assertThat(hub.integrator(operation, "/api/v1/connectors/none/" + command).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aSystemThatProvesItselfIsHeardUnlessItIsPaused() {
        var charles = person("2", "charles@example.org", "9");

        assertThat(call("s3cret", charles).statusCode()).isEqualTo(202);
        assertThat(call("guess", charles).statusCode()).isEqualTo(401);
        assertThat(call("s3cret", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        hub.integrator("pauseConnector", "/api/v1/connectors/crm/pause");
        var paused = call("s3cret", charles);
        hub.integrator("resumeConnector", "/api/v1/connectors/crm/resume");
        assertThat(paused.statusCode()).isEqualTo(503);
        assertThat(paused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anUnknownCodeIsShownAndAcknowledged() {
        desk.told("shipment",
                """
                        {"source": {"key": "s2"}, "trackingNumber": "T2", "status": "unknown", "sourceStatus": "ON_A_CAMEL"}""");
        var finding = await().atMost(Duration.ofSeconds(30))
                .until(() -> json(hub.integrator("listDrift", "/api/v1/connectors/crm/drift"))
                        .at("/items/0"), found -> found.has("id"));
        var path = "/api/v1/connectors/crm/drift/" + finding.path("id").asText() + "/acknowledge";

        assertThat(finding.path("word").asText()).isEqualTo("ON_A_CAMEL");
        assertThat(json(hub.integrator("acknowledgeDrift", path)).path("acknowledgedBy").asText())
                .isEqualTo("integrator:ada");
        assertThat(json(hub.integrator("listDrift", "/api/v1/connectors/crm/drift?state=acknowledged,cleared"))
                .path("items")).hasSize(1);
        assertThat(json(hub.integrator("listDrift", "/api/v1/connectors/crm/drift")).path("items")).isEmpty();
        for (var missing : List.of("crm/drift/" + NOBODY, "none/drift/" + finding.path("id").asText())) {
            assertThat(hub.integrator("acknowledgeDrift", "/api/v1/connectors/" + missing + "/acknowledge")
                    .statusCode()).isEqualTo(404);
        }
        assertThat(hub.integrator("acknowledgeDrift", "/api/v1/connectors/crm/drift/17/acknowledge").statusCode())
                .isEqualTo(400);
        assertThat(hub.integrator("listDrift", "/api/v1/connectors/none/drift").statusCode()).isEqualTo(404);
        assertThat(hub.integrator("listDrift", "/api/v1/connectors/crm/drift?state=odd").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRouteIsSetBackAndReadAside() {
        var path = "/api/v1/connectors/crm/routes/crm-orders/";
        await().until(() -> desk.send(INTEGRATOR, "GET", "/api/v1/connectors/crm", null).body()
                .contains("\"reachedAt\""));

        assertThat(json(hub.integrator("readConnector", "/api/v1/connectors/crm")).at("/books/received").isInt())
                .isTrue();
        assertThat(hub.integrator("setCursor", path + "cursor", "{\"at\": \"2026-01-01T00:00:00Z\", \"key\": \"7\"}")
                .body())
                .contains("2026-01-01T00:00:00Z");
        assertThat(
                json(hub.integrator("pullRoute", path + "pull", "{\"from\": \"2026-01-01T00:00:00Z\"}"))
                        .path("complete").asBoolean())
                .isTrue();
        for (var wrong : List.of("{}", "{\"from\": \"now\"}", "{\"key\": \"7\", \"to\": \"2026-01-01T00:00:00Z\"}")) {
            assertThat(json(hub.integrator("pullRoute", path + "pull", wrong)).path("status").asInt()).isEqualTo(400);
        }
        assertThat(json(hub.integrator("pullRoute", path + "pull", "{\"key\": \"7\"}")).path("detail").asText())
                .contains("parameter one");
        assertThat(hub.integrator("setCursor", path + "cursor", "{}").statusCode()).isEqualTo(400);
        assertThat(
                hub.integrator("setCursor", path.replace("-orders", "-none") + "cursor", "{\"at\": null}").statusCode())
                .isEqualTo(404);
        assertThat(hub.integrator("setCursor", path.replace("-orders", "-customer") + "cursor", "{\"at\": \"x\"}")
                .statusCode())
                .isEqualTo(409);
        assertThat(
                json(hub.integrator("pullRoute", path.replace("-orders", "-none") + "pull", "{\"key\": \"7\"}"))
                        .path("status").asInt())
                .isEqualTo(404);
        for (var connector : List.of("none", "crm/..")) {
            assertThat(desk.send(INTEGRATOR, "GET", "/api/v1/connectors/" + connector, null).statusCode())
                    .isBetween(400, 499);
        }
        assertThat(hub.integrator("readConnector", "/api/v1/connectors/none").statusCode()).isEqualTo(404);
    }

    @Test
    void whatASweepHoldsIsConfirmedOrDismissed() {
        for (var decision : List.of("confirm", "dismiss")) {
            var path = "/api/v1/connectors/crm/sweeps/crm-order/" + decision;
            assertThat(hub.integrator(decision + "Sweep", path).statusCode()).isEqualTo(409);
            assertThat(hub.integrator(decision + "Sweep", path.replace("crm-order", "none")).statusCode())
                    .isEqualTo(404);
            desk.held("held-");

            assertThat(json(hub.integrator(decision + "Sweep", path)).findPath("sweep").path("state").asText())
                    .isEqualTo("clear");
        }
    }

    @Test
    void aSourceIsLookedIntoWhileItsConnectorIsOff() {
        assertThat(json(preview("shop", "{\"route\": \"shop-customers\"}")).path("detail").asText())
                .contains("SHOP_URL=…");
        try (var system = new FakeSystem().answers(200, "", "[{\"source\": {\"key\": \"1\"}, \"kind\": \"person\"}]")
                .answers(500, "", "")) {
            System.setProperty("shop.url", system.url());

            var seen = json(preview("shop", "{\"route\": \"shop-customers\", \"count\": 1}"));
            assertThat(seen.at("/records/0/source/source/key").asText()).isEqualTo("1");
            assertThat(seen.at("/records/0/made/0/faults/0/where").asText()).isEqualTo("name");
            assertThat(json(preview("shop", "{\"route\": \"shop-customers\"}")).path("problem").asText())
                    .contains("HTTP 500");
            assertThat(system.asked.getFirst()).contains("limit=1 ");
        } finally {
            System.clearProperty("shop.url");
        }
        assertThat(json(hub.integrator("listConnectors", "/api/v1/connectors")).path("items"))
                .filteredOn(connector -> connector.path("name").asText().equals("shop")).singleElement()
                .satisfies(shop -> assertThat(shop.path("routes")).isEmpty());
    }

    @Test
    void whatCannotBeLookedIntoIsRefused() {
        assertThat(preview("none", "{\"route\": \"x\"}").statusCode()).isEqualTo(404);
        assertThat(preview("crm", "{\"route\": \"x\"}").statusCode()).isEqualTo(409);
        for (var wrong : List.of("{}", "{\"route\": \"x\", \"count\": 51}", "{\"route\": \"x\", \"colour\": 1}")) {
            assertThat(preview("crm", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(preview("crm", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(INTEGRATOR, "previewConnector", "/api/v1/connectors/crm/preview", "x", "Content-Type",
                "text/plain").statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> call(String secret, String body) {
        return hub.send(null, "receiveWebhook", "/api/v1/webhooks/crm-hook", body, "X-Token", secret);
    }

    private HttpResponse<String> preview(String connector, String body) {
        return hub.integrator("previewConnector", "/api/v1/connectors/" + connector + "/preview", body);
    }
}
