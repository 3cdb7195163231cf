package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is told of a customer: scores, consents, suggestions and what became of them. */
@RunningHub
@Keeps({"postScore", "readScores", "postConsent", "readConsents", "postSuggestion", "postSuggestionOutcome"})
class FactsContractIT extends ContractPart {

    private static final List<FactTold> FACTS = List.of(
            new FactTold("score", "postScore", "/scores",
                    "{\"name\": \"CSAT\", \"value\": \"2.5\", \"by\": \"lab\", \"model\": \"m1\","
                            + " \"computedAt\": \"2026-01-06T10:00:00Z\"}"),
            new FactTold("consent", "postConsent", "/consents",
                    "{\"purpose\": \"news\", \"channel\": \"mail\", \"status\": \"given\","
                            + " \"at\": \"2026-01-06T10:00:00Z\", \"proof\": \"opt-in 1\"}"),
            new FactTold("suggestion", "postSuggestion", "/suggestions",
                    "{\"externalId\": \"nba-1\", \"title\": \"Deliver again\", \"action\": \"redeliver\","
                            + " \"reason\": \"it came back\", \"confidence\": 0.8, \"model\": \"m2\","
                            + " \"evidence\": [{\"system\": \"crm\", \"entity\": \"shipment\", \"key\": \"T1\"}],"
                            + " \"computedAt\": \"2026-01-06T10:00:00Z\", \"expiresAt\": \"2099-01-01T00:00:00Z\"}"));

    FactsContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whatIsToldOfACustomerStandsInHisView() throws IOException {
        var path = "/api/v1/customers/" + known.ada();
        for (var told : FACTS) {
            var first = hub.integrator(told.operation(), path + told.path(), told.body());
            assertThat(first.statusCode()).as(told.path()).isEqualTo(201);
            assertThat(json(hub.integrator(told.operation(), path + told.path(), told.body())).path("fate").asText())
                    .as(told.path()).isEqualTo("unchanged");
            desk.whileMapped("api", told.entity(), "{\"source\": {\"key\": .key}}", () -> assertThat(
                    hub.post(told.operation(), path + told.path(), told.body().replace("2026", "2025")).statusCode())
                    .as(told.path()).isEqualTo(202));
            hub.refusesWhatIsNoBody(told.operation(), path + told.path());
            assertThat(
                    hub.post(told.operation(), "/api/v1/customers/" + NOBODY + told.path(), told.body()).statusCode())
                    .isEqualTo(404);
        }

        var view = json(hub.agent("readCustomer", path));
        assertThat(view.at("/scores/items/0/name").asText()).isEqualTo("csat");
        assertThat(view.at("/consents/items/0/proof").asText()).isEqualTo("opt-in 1");
        assertThat(view.at("/suggestions/items/0/evidence/0/key").asText()).isEqualTo("T1");
        assertThat(view.at("/signals/items/0/signal").asText()).isEqualTo("score");
        assertThat(hub.agent("readTimeline", path + "/timeline?section=consents").statusCode()).isEqualTo(200);
        assertThat(hub.agent("readTimeline", path + "/timeline?section=signals").statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasToldBeforeIsReadToItsEndByItsLinks() {
        var path = "/api/v1/customers/" + known.charles();
        for (int day = 1; day < 6; day++) {
            hub.post("postScore", path + "/scores",
                    "{\"name\": \"health\", \"value\": %d, \"computedAt\": \"2026-01-0%dT10:00:00Z\"}"
                            .formatted(day, day));
        }
        var values = new ArrayList<String>();
        for (var next = path + "/scores?limit=2"; !next.isEmpty();) {
            var page = json(hub.agent("readScores", next));
            page.path("items").forEach(item -> values.add(item.path("value").asText()));
            next = page.path("next").asText();
        }

        assertThat(values).containsExactly("5", "4", "3", "2", "1");
        assertThat(json(hub.agent("readConsents", path + "/consents")).path("items")).isEmpty();
        assertThat(json(hub.post("postScore", path + "/scores",
                "{\"name\": \"health\", \"value\": 9, \"computedAt\": \"2025-01-01T10:00:00Z\"}")).path("fate")
                .asText())
                .isEqualTo("superseded");
        assertThat(json(hub.agent("readCustomer", path)).at("/scores/items/0/value").asText()).isEqualTo("5");
        for (var list : Map.of("readScores", "/scores", "readConsents", "/consents").entrySet()) {
            assertThat(hub.agent(list.getKey(), path + list.getValue() + "?behind=x").statusCode())
                    .isEqualTo(400);
            assertThat(hub.agent(list.getKey(), "/api/v1/customers/" + NOBODY + list.getValue()).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatBecameOfASuggestionIsSaidOnceAndForGood() throws IOException {
        var suggestions = "/api/v1/customers/" + known.ada() + "/suggestions";
        var id = json(hub.post("postSuggestion", suggestions, "{\"title\": \"Call her\"}")).path("id").asText();
        var path = suggestions + "/" + id + "/outcome";
        var accepted = "{\"status\": \"accepted\", \"reason\": \"she is at home\"}";

        desk.whileMapped("api", "suggestion", "{\"source\": {\"key\": .key}}",
                () -> assertThat(hub.post("postSuggestionOutcome", path, accepted).statusCode()).isEqualTo(202));
        assertThat(json(hub.post("postSuggestionOutcome", path, accepted)).path("fate").asText()).isEqualTo("applied");
        assertThat(json(hub.post("postSuggestionOutcome", path, accepted)).path("fate").asText())
                .isEqualTo("unchanged");
        assertThat(hub.post("postSuggestionOutcome", path, "{\"status\": \"done\"}").statusCode()).isEqualTo(200);
        assertThat(hub.post("postSuggestionOutcome", path, "{\"status\": \"declined\"}").statusCode()).isEqualTo(409);
        assertThat(hub.post("postSuggestionOutcome", path.replace(known.ada(), known.charles()), accepted).statusCode())
                .isEqualTo(404);
        assertThat(hub.post("postSuggestionOutcome", path.replace(id, "x".repeat(500)), accepted).statusCode())
                .isEqualTo(404);
        hub.refusesWhatIsNoBody("postSuggestionOutcome", path);
        assertThat(hub.post("postSuggestionOutcome", path, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatNobodyCanUnderstandIsNotTakenForAFact() {
        var path = "/api/v1/customers/" + known.ada();
        for (var wrong : List.of("{\"name\": \"churn\"}", "{\"name\": \"churn\", \"value\": \"high\"}",
                "{\"name\": \"churn\", \"value\": 1e9}", "{\"name\": \"churn\", \"value\": \"1e999999999\"}",
                "{\"name\": \"churn\", \"value\": 1, \"computedAt\": \"2099-01-01T00:00:00Z\"}")) {
            assertThat(hub.post("postScore", path + "/scores", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("{\"purpose\": \"news\"}", "{\"purpose\": \"news\", \"status\": \"unknown\"}",
                "{\"status\": \"given\"}")) {
            assertThat(hub.post("postConsent", path + "/consents", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("{}", "{\"title\": \"a\", \"confidence\": 1.1}",
                "{\"title\": \"a\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"title\": \"a\", \"evidence\": [{\"system\": \"crm\", \"entity\": \"ode\", \"key\": \"1\"}]}",
                "{\"title\": \"a\", \"evidence\": [{\"system\": \"CRM\", \"entity\": \"case\", \"key\": \"1\"}]}")) {
            assertThat(hub.post("postSuggestion", path + "/suggestions", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aRetiredCustomerLeadsToTheSurvivor() {
        var retired = "/api/v1/customers/" + known.retired().gone();
        var survivor = "/api/v1/customers/" + known.retired().into();

        for (var told : FACTS) {
            assertThat(location(hub.post(told.operation(), retired + told.path(), told.body())))
                    .isEqualTo(survivor + told.path());
        }
        assertThat(hub.post("postSuggestionOutcome", retired + "/suggestions/1/outcome", "{\"status\": \"done\"}")
                .statusCode()).isEqualTo(308);
        for (var list : Map.of("readScores", "/scores", "readConsents", "/consents").entrySet()) {
            var answer = hub.agent(list.getKey(), retired + list.getValue());

            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(location(answer)).isEqualTo(survivor + list.getValue());
        }
    }

    /** Something that is told of a customer, and where. */
    private record FactTold(String entity, String operation, String path, String body) {}
}
