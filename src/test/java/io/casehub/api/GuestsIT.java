package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.CUSTOMER;
import static io.casehub.security.Role.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.api.Contract.Operation;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseId;
import io.casehub.security.Role;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Customers and partners, who are guests here, walk to every door with what is theirs and what is a
 * stranger's. All that they must not see bears a mark; no answer to them has it.
 */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class GuestsIT {

    private static final String MARK = "Zyxgrub";
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final Contract contract = Contract.read();
    private final Desk desk;
    private final Guests guests;

    private String customer = "";
    private String stranger = "";
    private JsonNode own = ExactJson.parse("{}");
    private JsonNode strangers = ExactJson.parse("{}");
    private final List<Guest> all = new ArrayList<>();

    GuestsIT(@Autowired Desk desk, @Autowired Guests guests) {
        this.desk = desk;
        this.guests = guests;
    }

    /** Somebody who asks; without a role where nothing he shows counts any more. */
    private record Guest(String name, @Nullable String credential, @Nullable Role role) {}

    @BeforeAll
    void twoCustomersHaveCasesAndPartners() {
        desk.told("customer", person("g1", "Vera Guest", "vera@example.org"),
                person("g2", MARK + " Stranger", MARK.toLowerCase() + "@example.org"));
        desk.told("case", record("gc1", "g1", "Vera's parcel"), record("gc2", "g2", MARK + " parcel"));
        customer = desk.get("/api/v1/customers?ref=crm:g1").at("/items/0/id").asText();
        stranger = desk.get("/api/v1/customers?ref=crm:g2").at("/items/0/id").asText();
        own = desk.get("/api/v1/cases?customer=" + customer).at("/items/0");
        strangers = desk.get("/api/v1/cases?customer=" + stranger).at("/items/0");
        written(own, "What we tell Vera", false);
        written(own, MARK + " is for colleagues", true);
        written(strangers, MARK + " is hers", false);
        shared(own, "acme");
        shared(own, "late");
        shared(strangers, "late");
        shared(strangers, "somebody else");
        guests.letSharesExpire(id(strangers), "late");
        all.add(new Guest("a customer", guests.customer(customer), CUSTOMER));
        all.add(new Guest("a partner", guests.partner("acme"), PARTNER));
        all.add(new Guest("a partner whose share has expired", guests.partner("late"), PARTNER));
        all.add(new Guest("a customer too late", guests.expiredCustomer(customer), null));
        all.add(new Guest("nobody", null, null));
    }

    @TestFactory
    Stream<DynamicTest> noOperationLeadsToWhatIsAStrangers() {
        return contract.operations().stream().filter(operation -> !operation.isOpen())
                .flatMap(operation -> all.stream().map(guest -> DynamicTest.dynamicTest(
                        guest.name() + " " + operation.id(), () -> walk(operation, guest))));
    }

    private void walk(Operation operation, Guest guest) {
        for (var id : List.of(text(strangers, "id"), text(strangers, "number"), stranger, "crm:g2", "crm", "gc2")) {
            var answer = asked(operation, guest, operation.filled(id));

            assertThat(answer.body()).as(id).doesNotContainIgnoringCase(MARK);
            if (guest.role() == null) {
                assertThat(answer.statusCode()).as(id).isEqualTo(401);
            } else if (!operation.roles().contains(guest.role())) {
                assertThat(answer.statusCode()).as(id).isEqualTo(403);
            } else if (operation.path().contains("{") && isIdOfACase(id)) {
                assertThat(answer.statusCode()).as(id).isEqualTo(404);
            }
        }
        for (var parameter : operation.queryParameters()) {
            for (var value : List.of(MARK, text(strangers, "id"), text(strangers, "number"), stranger)) {
                var path = operation.filled(text(strangers, "id")) + "?" + parameter + "="
                        + URLEncoder.encode(value, StandardCharsets.UTF_8);
                assertThat(found(asked(operation, guest, path))).as(path).doesNotContainIgnoringCase(MARK);
            }
        }
    }

    @Test
    void aStrangersCaseIsAnsweredAsOneThatNeverWas() {
        for (var guest : all.subList(0, 3)) {
            for (var id : List.of(text(strangers, "id"), text(strangers, "number"))) {
                var never = id.startsWith("CH-") ? "CH-999999" : NOBODY;

                assertThat(read(guest, id).body().replace(id, "?")).as(guest.name())
                        .isEqualTo(read(guest, never).body().replace(never, "?"));
            }
        }
    }

    @Test
    void guestsSeeWhatIsTheirsAndNothingThatIsForColleagues() {
        for (var guest : all.subList(0, 2)) {
            var list = asked(contract.operation("findCases"), guest, "/api/v1/cases");
            var whole = read(guest, text(own, "number"));

            contract.check("findCases", list);
            contract.check("readCase", whole);
            assertThat(json(list).path("items")).as(guest.name()).hasSize(1);
            assertThat(json(whole).path("id")).isEqualTo(own.path("id"));
            assertThat(whole.body()).contains("What we tell Vera").doesNotContain(MARK, "ada", "crm", "evidence");
            assertThat(json(whole).at("/comments/0/author").asText()).isEqualTo("agent");
        }
        assertThat(
                json(asked(contract.operation("findCases"), all.getFirst(), "/api/v1/cases?q=" + text(own, "number")))
                        .path("items"))
                .hasSize(1);
        assertThat(json(asked(contract.operation("findCases"), all.get(2), "/api/v1/cases")).path("items")).hasSize(1);
    }

    @Test
    void whatAGuestWritesHisSideBearsAndTheCustomerSees() {
        for (var guest : all.subList(0, 2)) {
            var path = text(own, "href") + "/comments";
            var written = sent(guest, path, "{\"text\": \"Words of " + guest.name() + "\"}");

            contract.check("commentCase", written);
            assertThat(json(written).path("author").asText()).isEqualTo(String.valueOf(guest.role()).toLowerCase());
            assertThat(read(all.getFirst(), text(own, "id")).body()).contains("Words of " + guest.name());
            assertThat(sent(guest, path, "{\"text\": \"a\", \"internal\": true}").statusCode()).isEqualTo(400);
        }
        assertThat(desk.get(text(own, "href")).path("comments").findValuesAsText("author"))
                .contains("customer:" + customer, "partner:acme");
    }

    @Test
    void aShareThatIsEndedEndsAtOnce() {
        shared(own, "short");
        var partner = new Guest("short", guests.partner("short"), PARTNER);
        assertThat(read(partner, text(own, "id")).statusCode()).isEqualTo(200);

        desk.send(AGENT, "DELETE", text(own, "href") + "/shares/short", null);

        assertThat(read(partner, text(own, "id")).statusCode()).isEqualTo(404);
        assertThat(json(asked(contract.operation("findCases"), partner, "/api/v1/cases")).path("items")).isEmpty();
    }

    @Test
    void aTokenFollowsItsCustomerIntoWhomHeIsMerged() {
        desk.told("customer", person("g3", "Mia Merged", "mia3@example.org"),
                person("g4", "Mia Merged", "mia4@example.org"));
        desk.told("case", record("gc3", "g3", "Mia's lamp"));
        var tokens = Stream.of("g3", "g4").map(key -> desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id"))
                .map(id -> new Guest("mia", guests.customer(id.asText()), CUSTOMER)).toList();
        assertThat(json(asked(contract.operation("findCases"), tokens.getLast(), "/api/v1/cases")).path("items"))
                .isEmpty();

        desk.told("customer", person("g4", "Mia Merged", "mia3@example.org").replace("10:00", "11:00"));

        for (var token : tokens) {
            assertThat(json(asked(contract.operation("findCases"), token, "/api/v1/cases")).at("/items/0/subject")
                    .asText()).isEqualTo("Mia's lamp");
        }
    }

    private HttpResponse<String> read(Guest guest, String id) {
        return asked(contract.operation("readCase"), guest, "/api/v1/cases/" + id);
    }

    private HttpResponse<String> asked(Operation operation, Guest guest, String path) {
        return desk.send(guest.credential(), BodyHandlers.ofString(), operation.method(), path, operation.exampleBody(),
                "Content-Type", operation.bodyType(), "If-Match", "*");
    }

    private HttpResponse<String> sent(Guest guest, String path, String body) {
        return desk.send(guest.credential(), BodyHandlers.ofString(), "POST", path, body, "Content-Type",
                "application/json");
    }

    private void written(JsonNode on, String text, boolean isInternal) {
        desk.send(AGENT, "POST", text(on, "href") + "/comments",
                "{\"text\": \"" + text + "\", \"internal\": " + isInternal + "}", "Content-Type", "application/json");
    }

    private void shared(JsonNode with, String partner) {
        var until = Instant.now().plus(Duration.ofDays(1));
        var answer = desk.send(AGENT, "POST", text(with, "href") + "/shares",
                "{\"partner\": \"" + partner + "\", \"until\": \"" + until + "\"}", "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(201);
    }

    private boolean isIdOfACase(String id) {
        return id.equals(text(strangers, "id")) || id.equals(text(strangers, "number"));
    }

    /** An answer without its own link and place, which say again what was asked. */
    private static String found(HttpResponse<String> answer) {
        var body = ExactJson.parse(answer.body());
        return body.path("items").toString() + body.path("detail");
    }

    private static CaseId id(JsonNode hub) {
        return new CaseId(UUID.fromString(text(hub, "id")));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ExactJson.parse(answer.body());
    }

    private static String person(String key, String name, String email) {
        return """
                {"source": {"key": "%s"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "%s",
                 "contacts": [{"type": "email", "value": "%s"}], "addresses": [{"city": "Bonn"}]}"""
                .formatted(key, name, email);
    }

    private static String record(String key, String customer, String subject) {
        return """
                {"source": {"key": "%s"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "%s"},
                 "subject": "%s", "status": "open", "sourceStatus": "%s", "assignee": "%s",
                 "openedAt": "2026-01-06T09:00:00Z"}""".formatted(key, customer, subject, MARK, MARK);
    }
}
