package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.Change;
import io.casehub.events.AsyncContract;
import io.casehub.events.subscriptions.Choice;
import io.casehub.events.subscriptions.Ear;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Delivery;
import io.casehub.outbound.DeliveryOverdue;
import io.casehub.outbound.DeliverySettled;
import io.casehub.outbound.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The hub keeps {@code asyncapi.yaml}: it tells every type it has, as it describes it, and no
 * other.
 */
@RunningHub
class ToldIT {

    private final AsyncContract contract = AsyncContract.read();
    private final Desk desk;
    private final Cases cases;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    ToldIT(@Autowired Desk desk, @Autowired Cases cases, @Autowired ApplicationEventPublisher events,
            @Autowired TransactionTemplate transaction) {
        this.desk = desk;
        this.cases = cases;
        this.events = events;
        this.transaction = transaction;
    }

    @Test
    void everyTypeIsToldAsItIsDescribed() {
        try (var ear = new Ear()) {
            var path = subscribe(ear);

            customersJoinAndPart();
            casesComeTogether();
            aScoreBecomesBadAndGood();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(ear.told.stream()
                    .map(told -> told.json().path("type").asText()).collect(Collectors.toSet()))
                    .isEqualTo(contract.types("topic")));

            assertThat(ear.trials).isNotEmpty().allSatisfy(trial -> contract.check("webhook", trial.body()));
            ear.told.forEach(told -> contract.check("webhook", told.body()));
            ear.told.forEach(told -> contract.check("topic", told.body()));
            assertThat(contract.unseen("webhook")).isEmpty();
            assertThat(ear.told).noneMatch(told -> told.body().contains("Lamp") || told.body().contains("told@"));
            assertThat(ear.told).anyMatch(told -> told.json().at("/data/mentioned").asText().equals("erika"));
            desk.send(INTEGRATOR, "DELETE", path, null);
        }
    }

    @Test
    void theTypesAreTheSameWhereverTheyAreNamed() throws IOException {
        var types = new TreeSet<String>();
        new YAMLMapper().readTree(Path.of("openapi.yaml").toFile())
                .at("/components/schemas/SubscriptionFields/properties/types/items/enum")
                .forEach(word -> types.add("io.casehub." + word.asText()));
        var documented = Files.readString(Path.of("docs/canonical.md"));

        assertThat(types).isEqualTo(contract.types("topic"))
                .isEqualTo(Choice.TYPES.stream().map("io.casehub."::concat)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(Choice.TYPES).allSatisfy(type -> assertThat(documented).contains("| `" + type + "` |"));
        assertThat(contract.types("webhook")).containsAll(types).hasSize(types.size() + 1);
    }

    @Test
    void theDescriptionIsServed() throws IOException {
        assertThat(desk.send(AGENT, "GET", "/asyncapi.yaml", null).body())
                .isEqualTo(Files.readString(Path.of("asyncapi.yaml")));
    }

    private String subscribe(Ear ear) {
        var one = post("/api/v1/subscriptions", "{\"name\": \"all\", \"url\": \"%s\", \"names\": true}"
                .formatted(ear.url()));
        post(one.path("href").asText() + "/verify", null);
        return one.path("href").asText();
    }

    private void customersJoinAndPart() {
        desk.told("customer", person("801", "told1@example.org", 1), person("802", "told2@example.org", 1));
        var both = List.of("801", "802").stream()
                .map(key -> desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id").asText()).toList();
        var merged = agent("/api/v1/customers/merge", "{\"customers\": [\"%s\", \"%s\"], \"reason\": \"one\"}"
                .formatted(both.getFirst(), both.getLast()));
        assertThat(merged.has("status")).as(merged.toString()).isFalse();
        agent("/api/v1/customers/" + desk.get("/api/v1/customers?ref=crm:801").at("/items/0/id").asText() + "/split",
                "{\"records\": [{\"system\": \"crm\", \"key\": \"802\"}], \"reason\": \"two\"}");
    }

    private void aScoreBecomesBadAndGood() {
        var scores = "/api/v1/customers/" + desk.get("/api/v1/customers?ref=crm:801").at("/items/0/id").asText()
                + "/scores";
        agent(scores, "{\"name\": \"churn\", \"value\": 0.9}");
        agent(scores, "{\"name\": \"churn\", \"value\": 0.1}");
    }

    private void casesComeTogether() {
        var one = agent("/api/v1/cases", "{\"subject\": \"Lamp broken\"}").path("id").asText();
        var other = agent("/api/v1/cases", "{\"subject\": \"Lamp in pieces\"}").path("id").asText();
        agent("/api/v1/cases/" + one + "/comments",
                "{\"text\": \"The Lamp is yours\", \"internal\": true, \"mentions\": [\"erika\"]}");
        agent("/api/v1/cases/" + one + "/merge", "{\"cases\": [\"" + other + "\"], \"reason\": \"one\"}");
        var id = new CaseId(UUID.fromString(one));
        transaction.executeWithoutResult(status -> {
            var hub = cases.find(id).orElseThrow();
            for (var kind : List.of(CaseChanged.Kind.WARNED, CaseChanged.Kind.BREACHED)) {
                events.publishEvent(new CasesChanged(List.of(new CaseChanged(hub, kind,
                        List.of(new Change(CaseField.DUE, "resolution", null, null)), "rule:sla", null, null))));
            }
            var delivery = delivered(id);
            events.publishEvent(new DeliverySettled(delivery));
            events.publishEvent(new DeliveryOverdue(delivery));
        });
    }

    private static Delivery delivered(CaseId hub) {
        var now = Instant.now();
        return new Delivery(UUID.randomUUID(), Topic.of(hub), new SourceRef("crm", Entity.CASE, "7"),
                CommandKind.CASE_STATUS, "{}", "agent:ada", Delivery.State.DELIVERED, 1, null,
                new Delivery.Trace(0, null, false, null, null, null, null, null, null, null, now, null, null, null),
                now, now);
    }

    private JsonNode agent(String path, String body) {
        return ExactJson.parse(desk.send(AGENT, "POST", path, body, "Content-Type", "application/json").body());
    }

    private JsonNode post(String path, @Nullable String body) {
        return ExactJson.parse(desk.send(INTEGRATOR, "POST", path, body, "Content-Type", "application/json").body());
    }

    private static String person(String key, String email, int version) {
        return """
                {"source": {"key": "%s"}, "sequence": %d, "changedAt": "2026-01-05T10:00:00Z", "kind": "person",
                 "name": "Person %s", "contacts": [{"type": "email", "value": "%s"}], "addresses": [{"city": "Bonn"}]}"""
                .formatted(key, version, key, email);
    }
}
