package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.view.Section;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of a whole company, through all its mappings: each leaf of each answer stands in the payload that
 * its origin names, and the past as of now is the present.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ProvenanceIT {

    private static final Set<String> BY_THE_HUB = Set.of("hub", "decided", "derived", "together", "opened");

    /** What says where something comes from needs no origin itself. */
    private static final Set<String> OF_ORIGINS = Set.of("provenance", "golden", "source", "asOf", "fetchedAt", "thin",
            "alsoFrom", "preferred", "entity", "gone");

    private final Mappings mappings = new Mappings(Path.of("mappings"));
    private final Map<String, JsonNode> replayed = new HashMap<>();
    private final Map<String, Integer> rules = new TreeMap<>();
    private final Set<String> systems = new TreeSet<>();
    private final Set<String> sections = new TreeSet<>();
    private HubOnLandscape company;
    private List<String> customers = List.of();

    @BeforeAll
    void aCompany(@TempDir Path folder) throws IOException {
        company = HubOnLandscape.start(folder, 40);
        // until every system has told of itself, and none has had anything new to tell for a while
        await().atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(2))
                .until(() -> company.jdbc()
                        .sql("""
                                select count(distinct system) >= 5 and max(fetched_at) < now() - interval '12 seconds' from source_version
                                """)
                        .query(Boolean.class).single());
        tells();
        customers = company.jdbc().sql("select id::text from customer where merged_into is null order by seq limit 120")
                .query(String.class).list();
    }

    /** What no system of the company tells of, somebody tells the hub of the first customer. */
    private void tells() {
        var customer = company.jdbc()
                .sql("select id::text from customer where merged_into is null order by seq limit 1")
                .query(String.class).single();
        Map.of("/customers/" + customer + "/scores",
                """
                        {"name": "churn", "value": "0.82", "by": "lab", "model": "churn-7", "computedAt": "2026-01-05T10:00:00Z"}""",
                "/customers/" + customer + "/consents", """
                        {"purpose": "post", "channel": "letter", "status": "given", "proof": "form 17"}""",
                "/customers/" + customer + "/suggestions", """
                        {"externalId": "nba-1", "title": "Call", "reason": "churn is 0.82", "confidence": 0.7,
                         "evidence": [{"system": "api", "entity": "score", "key": "1"}]}""",
                "/interactions", """
                        {"externalId": "call-1", "channel": "call", "direction": "inbound", "customer": "%s",
                         "startedAt": "2026-01-05T10:00:00Z", "subject": "Where is it?"}""".formatted(customer))
                .forEach((path, body) -> assertThat(company.api().send("POST", "/api/v1" + path, body, "Content-Type",
                        "application/json").statusCode()).as(path).isEqualTo(201));
    }

    @AfterAll
    void stops() {
        company.close();
    }

    @Test
    void eachLeafStandsInThePayloadThatItsOriginNames() {
        for (var customer : customers) {
            var answer = company.api().get("/api/v1/customers/" + customer + "?include=provenance");
            check(answer.path("customer"));
            answer.path("customer").path("records").forEach(this::check);
            answer.properties().forEach(section -> section.getValue().path("items").forEach(item -> {
                check(item);
                sections.add(section.getKey());
            }));
        }

        System.out.println("leaves by rule: " + rules + ", of " + systems);
        assertThat(systems).contains("api", "billing", "crm", "email", "erp", "shipping");
        assertThat(rules.keySet()).contains("only", "opened", "hub", "kept", "derived");
        // the company sells nothing by subscription
        assertThat(sections).contains("signals").containsAll(Section.lists().stream()
                .filter(section -> section != Section.SUBSCRIPTIONS).map(Section::member).toList());
    }

    @Test
    void thePastAsOfNowIsThePresent() {
        for (var customer : customers) {
            var path = "/api/v1/customers/" + customer;
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> { // something may come in between
                var asOf = Instant.now();
                var present = withoutTimes(company.api().get(path), "");

                assertThat(withoutTimes(company.api().get(path + "?asOf=" + asOf), "&asOf=" + asOf)).isEqualTo(present);
            });
        }
    }

    /** The state of sources, and when the hub wrote its own cases, are other things. */
    private static JsonNode withoutTimes(JsonNode answer, String asked) {
        ((ObjectNode) answer).remove("sources");
        answer.path("cases").path("items").forEach(item -> ((ObjectNode) item).remove(List.of("asOf", "fetchedAt")));
        return ExactJson.parse(answer.toString().replace(asked + "\"", "\""));
    }

    private void check(JsonNode told) {
        var provenance = told.path("provenance");
        assertThat(provenance.isObject()).as("a provenance in " + told).isTrue();
        leaves(told, "", told.has("golden") ? "records" : "none").forEach((pointer, value) -> {
            var field = provenance.path("fields").properties().stream().map(Map.Entry::getKey)
                    .filter(begin -> pointer.equals(begin) || pointer.startsWith(begin + "/"))
                    .max((one, other) -> one.length() - other.length()).orElse("");
            var origin = field.isEmpty() ? provenance : provenance.path("fields").path(field);
            rules.merge(origin.path("rule").asText(), 1, Integer::sum);
            if (origin.has("sha256")) {
                systems.add(origin.at("/source/system").asText());
                var where = origin.path("path").asText() + pointer.substring(field.length());
                assertThat(isSame(replay(origin).at(where), value))
                        .as("%s of %s at %s in %s", value, pointer, where, origin).isTrue();
            } else {
                assertThat(BY_THE_HUB).as("%s: %s", pointer, origin).contains(origin.path("rule").asText());
            }
        });
    }

    private static Map<String, JsonNode> leaves(JsonNode node, String pointer, String passedOver) {
        var leaves = new TreeMap<String, JsonNode>();
        if (node.isValueNode()) {
            leaves.put(pointer, node);
        }
        int place = 0;
        for (var element : node.isArray() ? node : ExactJson.parse("[]")) {
            leaves.putAll(leaves(element, pointer + "/" + place++, ""));
        }
        node.properties().stream().filter(field -> !OF_ORIGINS.contains(field.getKey())
                && !field.getKey().equals(passedOver))
                .forEach(field -> leaves.putAll(leaves(field.getValue(), pointer + "/" + field.getKey(), "")));
        return leaves;
    }

    /** The payload as it is stored, through its mapping once more. */
    private JsonNode replay(JsonNode origin) {
        return replayed.computeIfAbsent(origin.path("entity").asText() + origin.path("sha256").asText()
                + origin.path("source"),
                any -> company.jdbc().sql("""
                        select raw, fetched_at from source_version
                        where system = ? and entity = ? and key = ? and raw_hash = decode(?, 'hex')
                        """)
                        .params(origin.at("/source/system").asText(), origin.path("entity").asText(),
                                origin.at("/source/key").asText(), origin.path("sha256").asText())
                        .query((row, number) -> {
                            var mapped = mappings.get(origin.at("/source/system").asText() + "/"
                                    + origin.path("entity").asText()).toCanonical(ExactJson.parse(row.getString("raw")),
                                            row.getObject("fetched_at", OffsetDateTime.class).toInstant());
                            return ExactJson.parse(((Mapped.Record) mapped).canonical());
                        }).list().getFirst());
    }

    private static boolean isSame(JsonNode said, JsonNode shown) {
        return said.equals(shown) || said.isTextual() && said.asText().equals(shown.asText())
                || instant(said).isAfter(Instant.MIN) && instant(said).equals(instant(shown));
    }

    private static Instant instant(JsonNode text) {
        try {
            return OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeParseException e) {
            return Instant.MIN;
        }
    }
}
