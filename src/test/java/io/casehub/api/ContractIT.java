package io.casehub.api;

import static io.casehub.security.Role.ADMIN;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static io.casehub.security.Role.PORTAL;
import static io.casehub.security.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.api.Contract.Operation;
import io.casehub.cases.RequestKey;
import io.casehub.cases.answers.GivenAnswers;
import io.casehub.connector.FakeSystem;
import io.casehub.events.subscriptions.Ear;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The hub keeps {@code openapi.yaml}: every operation, every status it documents, nothing beside
 * it.
 */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class ContractIT {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static final String JSON = "application/json";
    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";

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

    private final Contract contract = Contract.read();
    private final Desk desk;

    private final FakeSystem files;

    ContractIT(@Autowired Desk desk, @Autowired FakeSystem files) {
        this.desk = desk;
        this.files = files;
    }

    @BeforeAll
    void theCrmHasToldAFewThings() {
        desk.told("customer",
                """
                        {"source": {"key": "1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Ada Lovelace",
                         "givenName": "Ada", "surname": "Lovelace", "birthDate": "1990-12-10", "language": "en",
                         "contacts": [{"type": "email", "value": "ada@example.org"}, {"type": "phone", "value": "+49301234567"}],
                         "addresses": [{"street": "Ring 1", "postcode": "10115", "city": "Berlin", "country": "DE"}],
                         "identifiers": [{"scheme": "vat", "value": "DE1"}]}""",
                """
                        {"source": {"key": "2"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Charles Babbage",
                         "contacts": [{"type": "email", "value": "charles@example.org"}]}""");
        desk.told("case", """
                {"source": {"key": "7"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "1"},
                 "subject": "Parcel open", "status": "open", "sourceStatus": "IN_WORK", "priority": "high",
                 "openedAt": "2026-01-06T09:00:00Z"}""");
        desk.told("order", """
                {"source": {"key": "o1"}, "customer": {"key": "1"}, "number": "A-100", "status": "shipped",
                 "placedAt": "2026-01-04T10:00:00Z", "total": {"amount": "129.90", "currency": "EUR"},
                 "lines": [{"description": "Lamp", "quantity": 1}]}""");
        desk.told("invoice", """
                {"source": {"key": "i1"}, "customer": {"key": "1"}, "number": "R-1", "order": "A-100", "status": "open",
                 "issuedOn": "2026-01-04", "total": {"amount": "129.90", "currency": "EUR"}}""");
        desk.told("payment",
                """
                        {"source": {"key": "p1"}, "customer": {"key": "1"}, "status": "failed", "paidAt": "2026-01-05T10:00:00Z",
                         "amount": {"amount": "129.90", "currency": "EUR"}}""");
        desk.told("shipment", """
                {"source": {"key": "s1"}, "trackingNumber": "T1", "order": "A-100", "status": "delayed"}""");
        desk.told("interaction", """
                {"source": {"key": "m1"}, "customer": {"key": "1"}, "channel": "mail", "direction": "inbound",
                 "at": "2026-01-05T10:00:00Z", "from": {"address": "ada@example.org"}, "subject": "Where is it?"}""");
        desk.told("score", """
                {"source": {"key": "c1"}, "customer": {"key": "1"}, "name": "churn", "value": 0.7, "by": "lab",
                 "computedAt": "2026-01-05T10:00:00Z"}""");
        desk.told("subscription",
                """
                        {"source": {"key": "a1"}, "customer": {"key": "1"}, "number": "S-1", "product": "Light", "status": "active",
                         "startedOn": "2026-01-01", "renewsOn": "2027-01-01", "interval": "P1Y",
                         "price": {"amount": "12.00", "currency": "EUR"}}""");
        desk.told("payment", "{\"source\": {\"key\": \"p2\"}, \"status\": \"odd\"}",
                "{\"source\": {\"key\": \"p3\"}, \"status\": \"odd\"}");
    }

    @AfterAll
    void everyDocumentedStatusWasSeen() {
        assertThat(contract.unseen()).isEmpty();
    }

    @Test
    void everyOperationIsClosedToStrangersAndToTheWrongRole() {
        for (var operation : contract.operations()) {
            contract.check(operation.id(), desk.send(null, operation.method(), operation.filled(), null));
            if (operation.responses().has("403")) {
                var wrong = operation.roles().contains(PORTAL) ? AGENT : PORTAL;
                contract.check(operation.id(), desk.send(wrong, operation.method(), operation.filled(), null));
            }
        }
    }

    @Test
    void aParameterNobodyKnowsIsRefusedByItsName() {
        contract.operations().stream()
                .filter(operation -> operation.method().equals("GET") && operation.responses().has("400"))
                .forEach(operation -> {
                    var answer = desk.send(rightRole(operation), "GET", operation.filled() + "?colour=red", null);

                    contract.check(operation.id(), answer);
                    assertThat(answer.statusCode()).isEqualTo(400);
                    assertThat(answer.body()).contains("colour");
                });
    }

    @Test
    void customersAreFoundByWhateverTheCallerSays() {
        for (var asked : List.of("email=ADA@example.org", "phone=030%201234567", "phone=%2B49-30-1234567",
                "name=lovelace", "ref=crm:1", "order=A-100", "q=ada@example.org", "q=0301234567", "q=A-100",
                "q=crm:1", "q=Ada%20Lovelace", "order=a%20100", "invoice=R-1", "tracking=t1", "q=T1", "q=R-1",
                "ref=crm:7",
                "ref=crm:s1", "name=Lovelase%20Adah", "case=" + parcel().path("number").asText(),
                "q=" + parcel().path("number").asText().toLowerCase(Locale.ROOT),
                "name=babbage&phone=0301234567&email=ada@example.org")) {
            var answer = agent("findCustomers", "GET", "/api/v1/customers?" + asked, null);

            assertThat(answer.statusCode()).as(asked).isEqualTo(200);
            assertThat(json(answer).at("/items/0/name").asText()).as(asked).isEqualTo("Ada Lovelace");
            assertThat(json(answer).at("/items/0/openCases").findValuesAsText("subject")).as(asked)
                    .contains("Parcel open");
        }
        desk.told("customer", person("78", "pascal@example.org", "1").replaceAll("\"name\": \"[^\"]*\"",
                "\"name\": \"Blaise Pascal\""));
        var both = json(agent("findCustomers", "GET", "/api/v1/customers?name=paskal&phone=0301234567&order=A-100",
                null)).path("items");
        assertThat(both).hasSize(2);
        assertThat(both.at("/0/matched")).hasSize(2);
        assertThat(both.at("/0/matched/0")).isEqualTo(ExactJson.parse("""
                {"parameter": "order", "by": "order", "score": 1.0, "how": "order A-100 of crm"}"""));
        assertThat(both.at("/1/matched/0/by").asText()).isEqualTo("name");
        for (var wrong : List.of("", "?phone=none", "?email=none", "?ref=17", "?name=a&name=b")) {
            assertThat(agent("findCustomers", "GET", "/api/v1/customers" + wrong, null).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void whatWasSaidIsSearchedPageByPage() {
        IntStream.range(0, 3).forEach(n -> open("{\"subject\": \"Zeppelin " + n + "\", \"description\": \"No <b>\"}"));
        var found = new ArrayList<String>();
        for (var next = "/api/v1/search?q=zeppelin&in=cases&status=new&limit=2"; !next.isEmpty();) {
            var page = json(agent("search", "GET", next, null));
            page.path("items").forEach(item -> found.add(item.at("/case/subject").asText()));
            next = page.path("next").asText();
        }
        var mail = json(agent("search", "GET", "/api/v1/search?q=where&in=interactions,cases&channel=mail&system=crm"
                + "&customer=" + ada() + "&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00%2B01:00", null));

        assertThat(found).containsExactly("Zeppelin 2", "Zeppelin 1", "Zeppelin 0");
        assertThat(mail.at("/items/0/interaction/subject").asText()).isEqualTo("Where is it?");
        assertThat(mail.at("/items/0/excerpt/marks/0/1").asInt()).isEqualTo(5);
        for (var wrong : List.of("", "?q=-x", "?q=a&in=mails", "?q=a&customer=17", "?q=a&customer=" + NOBODY,
                "?q=a&status=odd", "?q=a&channel=fax", "?q=a&from=today", "?q=a&behind=x", "?q=a&limit=0")) {
            assertThat(agent("search", "GET", "/api/v1/search" + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void whatIsRelatedAndWhatIsHandedOverIsAnsweredAsTheContractHasIt() {
        var hub = parcel().path("href").asText();

        assertThat(agent("readRelated", "GET", hub + "/related?limit=3", null).statusCode()).isEqualTo(200);
        for (var audience : List.of("", "?audience=internal", "?audience=partner", "?audience=customer")) {
            assertThat(agent("readPacket", "GET", hub + "/packet" + audience, null).statusCode()).isEqualTo(200);
        }
        assertThat(json(agent("listPacketKeys", "GET", "/api/v1/packet-keys", null)).path("keys")).hasSize(1);
        assertThat(agent("readRelated", "GET", hub + "/related?limit=51", null).statusCode()).isEqualTo(400);
        assertThat(agent("readPacket", "GET", hub + "/packet?audience=all", null).statusCode()).isEqualTo(400);
        for (var part : Map.of("readRelated", "/related", "readPacket", "/packet").entrySet()) {
            assertThat(agent(part.getKey(), "GET", "/api/v1/cases/" + NOBODY + part.getValue(), null).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void theViewOfACustomerIsReadOnceAndThenOnlyWhenItChanged() {
        var path = "/api/v1/customers/" + ada();
        var first = agent("readCustomer", "GET", path, null);
        var again = agent("readCustomer", "GET", path, null, "If-None-Match", etag(first));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        for (var section : List.of("orders", "subscriptions", "invoices", "payments", "shipments", "interactions")) {
            assertThat(json(first).path(section).path("count").asInt()).as(section).isEqualTo(1);
        }
        assertThat(again.statusCode()).isEqualTo(304);
        for (var known : List.of(etag(first).replace("W/", ""), "\"0\" , " + etag(first))) {
            assertThat(agent("readCustomer", "GET", path, null, "If-None-Match", known).statusCode()).as(known)
                    .isEqualTo(304);
        }
        assertThat(agent("readCustomer", "GET", "/api/v1/customers/" + NOBODY, null).statusCode()).isEqualTo(404);
        assertThat(agent("readCustomer", "GET", "/api/v1/customers/17", null).statusCode()).isEqualTo(400);
    }

    @Test
    void theViewTellsWhereEachValueComesFromWhereThatIsAskedFor() {
        var path = "/api/v1/customers/" + ada();
        var lean = agent("readCustomer", "GET", path, null);
        var traced = agent("readCustomer", "GET", path + "?include=provenance", null);
        var again = agent("readCustomer", "GET", path + "?include=provenance", null, "If-None-Match", etag(traced));
        var other = agent("readCustomer", "GET", path + "?include=provenance", null, "If-None-Match", etag(lean));

        assertThat(json(lean).at("/customer/golden/name").has("value")).isFalse();
        assertThat(json(traced).at("/customer/golden/name/value").asText()).isEqualTo("Ada Lovelace");
        assertThat(json(traced).at("/customer/golden/name/source/system").asText()).isEqualTo("crm");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
        for (var wrong : List.of("?include=all", "?include=provenance,provenance", "?includes=provenance")) {
            assertThat(agent("readCustomer", "GET", path + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void lessOfTheViewIsAnsweredWhereLessIsAskedFor() {
        var path = "/api/v1/customers/" + ada();
        var whole = json(agent("readCustomer", "GET", path, null));
        var sections = agent("readCustomer", "GET", path + "?sections=invoices,orders", null);
        var fields = json(agent("readCustomer", "GET",
                path + "?fields=customer.name,invoices.items.total.amount,cases.count,sources.crm", null));

        assertThat(json(sections).fieldNames()).toIterable().containsExactly("orders", "invoices");
        assertThat(json(sections).path("orders")).isEqualTo(whole.path("orders"));
        assertThat(agent("readCustomer", "GET", path + "?sections=invoices,orders", null, "If-None-Match",
                etag(sections)).statusCode()).isEqualTo(304);
        assertThat(fields.path("customer")).isEqualTo(ExactJson.parse("{\"name\": \"Ada Lovelace\"}"));
        assertThat(fields.path("invoices"))
                .isEqualTo(ExactJson.parse("{\"items\": [{\"total\": {\"amount\": \"129.90\"}}]}"));
        assertThat(fields.path("cases")).isEqualTo(ExactJson.parse("{\"count\": " + whole.at("/cases/count") + "}"));
        assertThat(json(agent("readCustomer", "GET", path + "?sections=sources", null)).size()).isOne();
        for (var wrong : Map.of("sections=orders,bills", "bills", "fields=customer.nam", "nam", "fields=orders.total",
                "total", "fields=customer..name", "''", "sections=orders&fields=customer.name", "customer",
                "fields=customer.name.first", "first").entrySet()) {
            var answer = agent("readCustomer", "GET", path + "?" + wrong.getKey(), null);
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.getValue());
        }
    }

    @Test
    void whoeverSaysHowOldAnAnswerMayBeIsToldHowOldItIs() {
        var path = "/api/v1/customers/" + ada();
        var answer = agent("readCustomer", "GET", path + "?maxAge=PT1M,scores:PT1S&deadline=PT1S", null);
        var header = agent("readCustomer", "GET", path + "?sections=orders", null, "Cache-Control", "max-age=30");

        assertThat(json(answer).at("/freshness/sections/scores/maxAge").asText()).isEqualTo("PT1S");
        assertThat(json(answer).at("/freshness/sections/orders/maxAge").asText()).isEqualTo("PT1M");
        assertThat(json(header).at("/freshness/sections").fieldNames()).toIterable().containsExactly("orders");
        assertThat(agent("readCustomer", "GET", "/api/v1/customers/" + NOBODY + "?maxAge=PT1S", null).statusCode())
                .isEqualTo(404);
        for (var wrong : List.of("maxAge=10", "maxAge=sources:PT1S", "deadline=PT1S", "maxAge=PT1S&deadline=PT1M")) {
            assertThat(agent("readCustomer", "GET", path + "?" + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aQuestionInGraphqlIsAnsweredThroughTheSameDoors() {
        var answer = post("graphql", "/graphql",
                "{\"query\": \"{ customer(id: \\\"" + ada() + "\\\") { customer { name } } }\"}");

        assertThat(json(answer).at("/data/customer/customer/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(post("graphql", "/graphql", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatIsToldOfACustomerStandsInHisView() throws IOException {
        var path = "/api/v1/customers/" + ada();
        for (var told : FACTS) {
            var first = computed(told.operation(), path + told.path(), told.body());
            assertThat(first.statusCode()).as(told.path()).isEqualTo(201);
            assertThat(json(computed(told.operation(), path + told.path(), told.body())).path("fate").asText())
                    .as(told.path()).isEqualTo("unchanged");
            desk.whileMapped("api", told.entity(), "{\"source\": {\"key\": .key}}", () -> assertThat(
                    post(told.operation(), path + told.path(), told.body().replace("2026", "2025")).statusCode())
                    .as(told.path()).isEqualTo(202));
            refusesWhatIsNoBody(told.operation(), path + told.path());
            assertThat(post(told.operation(), "/api/v1/customers/" + NOBODY + told.path(), told.body()).statusCode())
                    .isEqualTo(404);
        }

        var view = json(agent("readCustomer", "GET", path, null));
        assertThat(view.at("/scores/items/0/name").asText()).isEqualTo("csat");
        assertThat(view.at("/consents/items/0/proof").asText()).isEqualTo("opt-in 1");
        assertThat(view.at("/suggestions/items/0/evidence/0/key").asText()).isEqualTo("T1");
        assertThat(view.at("/signals/items/0/signal").asText()).isEqualTo("score");
        assertThat(agent("readTimeline", "GET", path + "/timeline?section=consents", null).statusCode()).isEqualTo(200);
        assertThat(agent("readTimeline", "GET", path + "/timeline?section=signals", null).statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasToldBeforeIsReadToItsEndByItsLinks() {
        var path = "/api/v1/customers/" + charles();
        for (int day = 1; day < 6; day++) {
            post("postScore", path + "/scores",
                    "{\"name\": \"health\", \"value\": %d, \"computedAt\": \"2026-01-0%dT10:00:00Z\"}"
                            .formatted(day, day));
        }
        var values = new ArrayList<String>();
        for (var next = path + "/scores?limit=2"; !next.isEmpty();) {
            var page = json(agent("readScores", "GET", next, null));
            page.path("items").forEach(item -> values.add(item.path("value").asText()));
            next = page.path("next").asText();
        }

        assertThat(values).containsExactly("5", "4", "3", "2", "1");
        assertThat(json(agent("readConsents", "GET", path + "/consents", null)).path("items")).isEmpty();
        assertThat(json(post("postScore", path + "/scores",
                "{\"name\": \"health\", \"value\": 9, \"computedAt\": \"2025-01-01T10:00:00Z\"}")).path("fate")
                .asText())
                .isEqualTo("superseded");
        assertThat(json(agent("readCustomer", "GET", path, null)).at("/scores/items/0/value").asText()).isEqualTo("5");
        for (var list : Map.of("readScores", "/scores", "readConsents", "/consents").entrySet()) {
            assertThat(agent(list.getKey(), "GET", path + list.getValue() + "?behind=x", null).statusCode())
                    .isEqualTo(400);
            assertThat(agent(list.getKey(), "GET", "/api/v1/customers/" + NOBODY + list.getValue(), null).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatBecameOfASuggestionIsSaidOnceAndForGood() throws IOException {
        var suggestions = "/api/v1/customers/" + ada() + "/suggestions";
        var id = json(post("postSuggestion", suggestions, "{\"title\": \"Call her\"}")).path("id").asText();
        var path = suggestions + "/" + id + "/outcome";
        var accepted = "{\"status\": \"accepted\", \"reason\": \"she is at home\"}";

        desk.whileMapped("api", "suggestion", "{\"source\": {\"key\": .key}}",
                () -> assertThat(post("postSuggestionOutcome", path, accepted).statusCode()).isEqualTo(202));
        assertThat(json(post("postSuggestionOutcome", path, accepted)).path("fate").asText()).isEqualTo("applied");
        assertThat(json(post("postSuggestionOutcome", path, accepted)).path("fate").asText()).isEqualTo("unchanged");
        assertThat(post("postSuggestionOutcome", path, "{\"status\": \"done\"}").statusCode()).isEqualTo(200);
        assertThat(post("postSuggestionOutcome", path, "{\"status\": \"declined\"}").statusCode()).isEqualTo(409);
        assertThat(post("postSuggestionOutcome", path.replace(ada(), charles()), accepted).statusCode()).isEqualTo(404);
        assertThat(post("postSuggestionOutcome", path.replace(id, "x".repeat(500)), accepted).statusCode())
                .isEqualTo(404);
        refusesWhatIsNoBody("postSuggestionOutcome", path);
        assertThat(post("postSuggestionOutcome", path, "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void whatNobodyCanUnderstandIsNotTakenForAFact() {
        var path = "/api/v1/customers/" + ada();
        for (var wrong : List.of("{\"name\": \"churn\"}", "{\"name\": \"churn\", \"value\": \"high\"}",
                "{\"name\": \"churn\", \"value\": 1e9}", "{\"name\": \"churn\", \"value\": \"1e999999999\"}",
                "{\"name\": \"churn\", \"value\": 1, \"computedAt\": \"2099-01-01T00:00:00Z\"}")) {
            assertThat(post("postScore", path + "/scores", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("{\"purpose\": \"news\"}", "{\"purpose\": \"news\", \"status\": \"unknown\"}",
                "{\"status\": \"given\"}")) {
            assertThat(post("postConsent", path + "/consents", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        for (var wrong : List.of("{}", "{\"title\": \"a\", \"confidence\": 1.1}",
                "{\"title\": \"a\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}",
                "{\"title\": \"a\", \"evidence\": [{\"system\": \"crm\", \"entity\": \"ode\", \"key\": \"1\"}]}",
                "{\"title\": \"a\", \"evidence\": [{\"system\": \"CRM\", \"entity\": \"case\", \"key\": \"1\"}]}")) {
            assertThat(post("postSuggestion", path + "/suggestions", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void aRetiredCustomerLeadsToTheSurvivor() {
        var retired = new ArrayList<String>();
        for (var key : List.of("8", "9")) {
            desk.told("customer", person(key, "grace" + key + "@example.org", "1"));
            retired.add(desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id").asText());
        }
        desk.told("customer", person("9", "grace8@example.org", "2"));
        var survivor = desk.get("/api/v1/customers?ref=crm:9").at("/items/0/id").asText();
        retired.remove(survivor);

        assertThat(erase(retired.getFirst()).statusCode()).isEqualTo(308);
        for (var told : FACTS) {
            assertThat(post(told.operation(), "/api/v1/customers/" + retired.getFirst() + told.path(), told.body())
                    .headers().firstValue("Location")).contains("/api/v1/customers/" + survivor + told.path());
        }
        assertThat(post("postSuggestionOutcome", "/api/v1/customers/" + retired.getFirst() + "/suggestions/1/outcome",
                "{\"status\": \"done\"}").statusCode()).isEqualTo(308);
        var reads = Map.of("readCustomer", "", "readTimeline", "/timeline?limit=3", "readScores", "/scores",
                "readConsents", "/consents");
        for (var read : reads.entrySet()) {
            var path = read.getValue();
            var answer = agent(read.getKey(), "GET", "/api/v1/customers/" + retired.getFirst() + path, null);
            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(answer.headers().firstValue("Location")).contains("/api/v1/customers/" + survivor + path);
        }
    }

    @Test
    void theTimeLineIsReadToItsEndByItsLinks() {
        var start = "/api/v1/customers/" + ada() + "/timeline";
        var all = json(agent("readTimeline", "GET", start, null)).path("items");
        var stepped = new ArrayList<JsonNode>();
        for (var next = start + "?limit=2"; !next.isEmpty();) {
            var page = json(agent("readTimeline", "GET", next, null));
            page.path("items").forEach(stepped::add);
            next = page.path("next").asText();
        }

        assertThat(all.size()).isGreaterThanOrEqualTo(7);
        assertThat(stepped).hasSize(all.size()).containsExactlyElementsOf(all);
        assertThat(json(agent("readTimeline", "GET", start + "?section=orders", null)).path("items")).hasSize(1);
        for (var wrong : List.of("?section=profile", "?behind=x", "?limit=0", "?limit=201", "?limit=many")) {
            assertThat(agent("readTimeline", "GET", start + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(agent("readTimeline", "GET", "/api/v1/customers/" + NOBODY + "/timeline", null).statusCode())
                .isEqualTo(404);
    }

    @Test
    void casesAreSearchedPageByPage() {
        IntStream.range(0, 5).forEach(n -> open("{\"subject\": \"Batch " + n + "\", \"assignee\": \"batcher\"}"));
        var found = new ArrayList<String>();
        for (var next = "/api/v1/cases?assignee=batcher&status=new,open&limit=2"; !next.isEmpty();) {
            var page = json(agent("findCases", "GET", next, null));
            page.path("items").forEach(item -> found.add(item.path("subject").asText()));
            next = page.path("next").asText();
        }

        assertThat(found).containsExactly("Batch 4", "Batch 3", "Batch 2", "Batch 1", "Batch 0");
        assertThat(json(agent("findCases", "GET", "/api/v1/cases?customer=" + ada() + "&q=parcel", null))
                .at("/items/0/subject").asText()).isEqualTo("Parcel open");
        assertThat(json(agent("findCases", "GET", "/api/v1/cases?q=" + parcel().path("number").asText(), null))
                .path("items")).containsExactly(parcel());
        for (var wrong : List.of("status=odd", "customer=17", "customer=" + NOBODY, "behind=x", "limit=-1")) {
            assertThat(agent("findCases", "GET", "/api/v1/cases?" + wrong, null).statusCode()).isEqualTo(400);
        }
    }

    /** Those that remember by themselves are told of elsewhere. */
    @Test
    void aKeyThatWasSpentOnSomethingElseIsRefusedEverywhere(@Autowired GivenAnswers answers) {
        var elsewhere = Set.of("openCase", "commentCase", "addDocuments", "replyToCase", "registerSubscription");
        contract.operations().stream().filter(operation -> !elsewhere.contains(operation.id()))
                .filter(operation -> operation.declared().path("parameters").toString().contains("/IdempotencyKey"))
                .forEach(operation -> {
                    var role = rightRole(operation);
                    var key = UUID.randomUUID().toString();
                    answers.together(new RequestKey(role.word() + ":ada", key, "something else"), () -> new byte[0]);
                    assertThat(checked(operation.id(), desk.send(role, operation.method(), operation.filled(NOBODY),
                            operation.exampleBody(), "Content-Type", JSON, "Idempotency-Key", key)).statusCode())
                            .as(operation.id()).isEqualTo(422);
                });
    }

    @Test
    void aCaseOpenedTwiceWithOneKeyIsOneCase() {
        var wish = "{\"subject\": \"Lamp broken\", \"description\": \"In pieces\", \"customer\": \"" + ada()
                + "\", \"priority\": \"urgent\", \"type\": \"return\", \"assignee\": \"ada\"}";
        var first = post("openCase", "/api/v1/cases", wish, "Idempotency-Key", "k1");
        var again = post("openCase", "/api/v1/cases", wish, "Idempotency-Key", "k1");
        var other = post("openCase", "/api/v1/cases", "{\"subject\": \"Other\"}", "Idempotency-Key", "k1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).at("/comments/0/text").asText()).isEqualTo("In pieces");
        assertThat(json(first).at("/comments/0/internal").asBoolean()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(agent("readCase", "GET", first.headers().firstValue("Location").orElse(""), null)))
                .isEqualTo(json(first));
    }

    @Test
    void aBodyIsTakenAsTheContractHasItOrNotAtAll() {
        for (var wrong : List.of("", "null", "[]", "{\"subject\":", "{}", "{\"subject\": 1}", "{\"subject\": \" \"}",
                "{\"subject\": \"a\", \"colour\": \"red\"}", "{\"subject\": \"a\", \"subject\": \"b\"}",
                "{\"subject\": \"" + "a".repeat(501) + "\"}", "{\"subject\": \"a\", \"priority\": \"odd\"}",
                "{\"subject\": \"a\\u0000\"}", "{\"subject\": \"a\"} x",
                "{\"subject\": \"a\", \"customer\": \"" + NOBODY + "\"}")) {
            assertThat(post("openCase", "/api/v1/cases", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(post("openCase", "/api/v1/cases", "{\"subject\": \"a\", \"colour\": 1}").body()).contains("colour");
        assertThat(post("openCase", "/api/v1/cases", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(agent("openCase", "POST", "/api/v1/cases", "a=b", "Content-Type",
                "application/x-www-form-urlencoded").statusCode()).isEqualTo(415);
    }

    @Test
    void aCaseIsChangedByWhoHasReadIt() {
        var opened = open("{\"subject\": \"To change\"}");
        var path = opened.headers().firstValue("Location").orElse("");
        var patch = "{\"status\": \"open\", \"priority\": \"low\", \"assignee\": \"bob\", \"subject\": \"Changed\"}";
        var changed = patch(path, patch, "If-Match", etag(opened));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("subject").asText()).isEqualTo("Changed");
        assertThat(etag(changed)).isEqualTo("\"2\"");
        assertThat(patch(path, patch, "If-Match", etag(opened)).statusCode()).isEqualTo(412);
        assertThat(patch(path, patch, "If-Match", "W/\"2\"").statusCode()).isEqualTo(412);
        assertThat(patch(path, patch).statusCode()).isEqualTo(428);
        var freed = agent("changeCase", "PATCH", "/api/v1/cases/" + json(changed).path("number").asText(),
                "{\"assignee\": null}", "If-Match", "*", "Content-Type", JSON);
        assertThat(json(freed).has("assignee")).isFalse();
        assertThat(json(freed).at("/ownership/status/conflict").asText()).isEqualTo("owner-wins");
        for (var wrong : List.of("{\"status\": null}", "{\"status\": \"unknown\"}", "{\"number\": \"CH-1\"}",
                "{\"subject\": \"\"}")) {
            assertThat(patch(path, wrong, "If-Match", "*").statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(patch("/api/v1/cases/" + NOBODY, patch, "If-Match", "*").statusCode()).isEqualTo(404);
        assertThat(patch("/api/v1/cases/null", patch, "If-Match", "*").statusCode()).isEqualTo(400);
        assertThat(patch(path, "x".repeat(1_100_000), "If-Match", "*").statusCode()).isEqualTo(413);
        assertThat(agent("changeCase", "PATCH", path, patch, "If-Match", "*", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);
    }

    @Test
    void manyCasesAreChangedAtOnceWithAWordOnEach() {
        var one = json(open("{\"subject\": \"One of many\"}")).path("number").asText();
        var other = json(open("{\"subject\": \"Another of many\"}")).path("id").asText();
        var items = """
                {"items": [{"case": "%1$s", "version": 1, "set": {"status": "open"}},
                           {"case": "%1$s", "version": 1, "set": {"status": "resolved"}},
                           {"case": "%2$s", "set": {"priority": "urgent"}}, {"case": "%2$s", "set": {"priority": "urgent"}},
                           {"case": "CH-999999", "set": {"status": "open"}}, {"case": "%2$s", "set": {"colour": "red"}},
                           {"case": "%2$s", "set": {}}, 17]}"""
                .formatted(one, other);

        var done = post("changeCases", "/api/v1/cases/bulk", items, "Idempotency-Key", "many");

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(json(done).path("items")).extracting(item -> item.path("outcome").asText()).containsExactly(
                "changed",
                "stale", "changed", "unchanged", "not-found", "unreadable", "unreadable", "unreadable");
        assertThat(json(done).at("/items/5/reason").asText()).contains("colour");
        assertThat(json(post("changeCases", "/api/v1/cases/bulk", items, "Idempotency-Key", "many")).path("id"))
                .isEqualTo(json(done).path("id"));
        assertThat(post("changeCases", "/api/v1/cases/bulk", "{\"items\": [{}]}", "Idempotency-Key", "many")
                .statusCode()).isEqualTo(422);
        assertThat(post("changeCases", "/api/v1/cases/bulk", items.replace("One", "Two"), "Prefer", "respond-async")
                .statusCode()).isEqualTo(202);
        assertThat(post("changeCases", "/api/v1/cases/bulk", "{\"items\": []}").statusCode()).isEqualTo(400);
        assertThat(post("changeCases", "/api/v1/cases/bulk", "x".repeat(8_400_000)).statusCode()).isEqualTo(413);
        assertThat(agent("changeCases", "POST", "/api/v1/cases/bulk", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        var href = json(done).path("href").asText();
        assertThat(json(agent("readBulk", "GET", href + "?outcome=stale", null)).path("items")).hasSize(1);
        assertThat(agent("readBulk", "GET", href + "?outcome=odd", null).statusCode()).isEqualTo(400);
        assertThat(agent("readBulk", "GET", "/api/v1/cases/bulk/" + NOBODY, null).statusCode()).isEqualTo(404);
    }

    @Test
    void aCustomerIsCorrectedWithTheVersionThatWasRead() {
        desk.told("customer",
                """
                        {"source": {"key": "930"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Grace Hopper",
                         "contacts": [{"type": "email", "value": "grace@navy.example"}, {"type": "phone", "value": "+49305550001"}],
                         "addresses": [{"city": "Bonn"}]}""");
        var path = desk.get("/api/v1/customers?ref=crm:930").at("/items/0/href").asText();
        var read = agent("readCustomer", "GET", path, null).headers().firstValue("ETag").orElse("");
        var body = "{\"email\": \"Grace@New.example\", \"phone\": \"030 5550002\", \"address\": {\"city\": \"Kiel\"}}";

        var told = correct(path, body, "If-Match", read, "Idempotency-Key", "grace");

        assertThat(told.statusCode()).isEqualTo(202);
        var pending = json(agent("readCustomer", "GET", path, null)).at("/customer/pending");
        assertThat(pending.at("/email/value").asText()).isEqualTo("grace@new.example");
        assertThat(pending.at("/phone/value").asText()).isEqualTo("+49305550002");
        assertThat(pending.at("/address/source/key").asText()).isEqualTo("930");
        assertThat(json(correct(path, body, "If-Match", read, "Idempotency-Key", "grace")).at("/deliveries/0/id"))
                .isEqualTo(json(told).at("/deliveries/0/id"));
        assertThat(correct(path, body, "If-Match", read).statusCode()).isEqualTo(412);
        assertThat(correct(path, "{\"name\": \"X\"}", "If-Match", "*", "Idempotency-Key", "grace").statusCode())
                .isEqualTo(422);
        assertThat(correct(path, body).statusCode()).isEqualTo(428);
        assertThat(correct(path, "{\"name\": \"Grace Hopper\"}", "If-Match", "*").statusCode()).isEqualTo(200);
        for (var wrong : List.of("{}", "{\"email\": null}", "{\"email\": \"none\"}", "{\"phone\": \"call me\"}",
                "{\"address\": {}}", "{\"address\": {\"country\": \"Germany\"}}", "{\"birthDate\": \"1990-01-01\"}")) {
            assertThat(correct(path, wrong, "If-Match", "*").statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(correct("/api/v1/customers/" + NOBODY, body, "If-Match", "*").statusCode()).isEqualTo(404);
        assertThat(correct(path, "x".repeat(1_100_000), "If-Match", "*").statusCode()).isEqualTo(413);
        assertThat(agent("correctCustomer", "PATCH", path, body, "If-Match", "*", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);
        desk.told("customer", """
                {"source": {"key": "931"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Hal",
                 "contacts": [{"type": "email", "value": "hal@sender.example"}]}""");
        var thin = desk.get("/api/v1/customers?ref=crm:931").at("/items/0/href").asText();
        var refused = correct(thin, body, "If-Match", "*");
        assertThat(refused.statusCode()).as(thin + refused.body()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("no system");
    }

    @Test
    void aTypeIsReadAndACaseIsMovedToIt() {
        var opened = open("{\"subject\": \"To be typed\", \"type\": \"plain\"}");
        var path = opened.headers().firstValue("Location").orElse("");

        assertThat(json(agent("listCaseTypes", "GET", "/api/v1/case-types", null)).path("items"))
                .hasSizeGreaterThanOrEqualTo(2);
        assertThat(json(agent("readCaseType", "GET", "/api/v1/case-types/dispute?version=1", null)).path("fields"))
                .hasSize(7);
        assertThat(agent("readCaseType", "GET", "/api/v1/case-types/odd", null).statusCode()).isEqualTo(404);
        assertThat(agent("readCaseType", "GET", "/api/v1/case-types/plain?version=0", null).statusCode())
                .isEqualTo(400);
        assertThat(json(post("retypeCase", path + "/type", "{\"type\": \"dispute\", \"preview\": true}"))
                .path("preview").asBoolean()).isTrue();
        assertThat(post("retypeCase", path + "/type", "{\"type\": \"dispute\"}").statusCode()).isEqualTo(428);
        assertThat(post("retypeCase", path + "/type", "{\"type\": \"dispute\"}", "If-Match", "\"7\"").statusCode())
                .isEqualTo(412);
        assertThat(post("retypeCase", path + "/type", "{\"type\": \"odd\"}", "If-Match", "*").statusCode())
                .isEqualTo(404);
        assertThat(post("retypeCase", path + "/type", "{}", "If-Match", "*").statusCode()).isEqualTo(400);
        assertThat(json(post("retypeCase", path + "/type", "{\"type\": \"dispute\"}", "If-Match", "*"))
                .path("version").asInt()).isEqualTo(1);
        assertThat(patch(path, "{\"status\": \"closed\"}", "If-Match", "*").statusCode()).isEqualTo(422);
        assertThat(json(agent("readCase", "GET", path, null)).path("queue").asText()).isEqualTo("disputes");
    }

    @Test
    void theNextCaseIsTakenUntilThereIsNone() {
        open("{\"subject\": \"Next\", \"queue\": \"returns\"}");

        var taken = post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"returns\"}");
        assertThat(json(taken).path("assignee").asText()).isEqualTo("ada");
        assertThat(post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"returns\"}").statusCode())
                .isEqualTo(204);
        assertThat(post("takeNextCase", "/api/v1/cases/next", "{\"queue\": \"odd\"}").statusCode()).isEqualTo(422);
        assertThat(post("takeNextCase", "/api/v1/cases/next", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aCommentIsWrittenOnceAndStandsInTheHistory() {
        var opened = open("{\"subject\": \"To write on\"}");
        var path = opened.headers().firstValue("Location").orElse("");
        var first = post("commentCase", path + "/comments", "{\"text\": \"\\\"quoted\\\"\"}", "Idempotency-Key", "c1");
        var again = post("commentCase", path + "/comments", "{\"text\": \"\\\"quoted\\\"\"}", "Idempotency-Key", "c1");
        var other = post("commentCase", path + "/comments", "{\"text\": \"other\"}", "Idempotency-Key", "c1");
        var open = post("commentCase", path + "/comments", "{\"text\": \"for her\", \"internal\": false}");

        assertThat(json(first).path("author").asText()).isEqualTo("agent:ada");
        assertThat(json(first).path("text").asText()).isEqualTo("\"quoted\"");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(open).path("internal").asBoolean()).isFalse();
        assertThat(post("commentCase", path + "/comments", "{\"text\": \"a\", \"internal\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(post("commentCase", "/api/v1/cases/CH-999999/comments", "{\"text\": \"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("commentCase", path + "/comments", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(agent("commentCase", "POST", path + "/comments", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        var page = json(agent("readHistory", "GET", path + "/history?limit=2", null));
        assertThat(page.path("items")).hasSize(2);
        assertThat(json(agent("readHistory", "GET", page.path("next").asText(), null)).at("/items/0/seq").asInt())
                .isEqualTo(3);
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
        var first = post("postInteraction", path, told);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(post("postInteraction", path, told).statusCode()).isEqualTo(200);
        assertThat(json(agent("readInteraction", "GET", first.headers().firstValue("Location").orElseThrow(), null))
                .at("/from/address").asText()).isEqualTo("+49307654321");
        var hub = "/api/v1/cases/" + json(first).at("/case/number").asText();
        assertThat(json(agent("readCase", "GET", hub, null)).has("verified")).isTrue();
        assertThat(json(agent("readCaseInteractions", "GET", hub + "/interactions?limit=1", null)).path("items"))
                .hasSize(1);
        assertThat(post("postInteraction", path, told.replace("\"contract-1\"",
                "\"contract-2\", \"customer\": \"" + ada() + "\", \"case\": \"" + json(first).at("/case/id").asText()
                        + "\""))
                .statusCode()).isEqualTo(409);
        assertThat(post("postInteraction", path, told.replace("\"contract-1\"",
                "\"contract-2\", \"case\": \"CH-999999\"")).statusCode()).isEqualTo(404);
        desk.whileMapped("api", "interaction", "{\"source\": {\"key\": .key}}", () -> assertThat(
                json(post("postInteraction", path, told.replace("contract-1", "contract-3"))).path("why").asText())
                .contains("engineer"));
        assertThat(agent("readInteraction", "GET", path + "/none.e", null).statusCode()).isEqualTo(404);
        assertThat(agent("readInteraction", "GET", path + "/" + NOBODY, null).statusCode()).isEqualTo(404);
        assertThat(post("postInteraction", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(agent("postInteraction", "POST", path, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(agent("readCaseInteractions", "GET", hub + "/interactions?behind=x", null).statusCode())
                .isEqualTo(400);
        assertThat(agent("readCaseInteractions", "GET", "/api/v1/cases/CH-999999/interactions", null).statusCode())
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
            assertThat(post("postInteraction", "/api/v1/interactions", "{" + least + ", " + wrong + "}").statusCode())
                    .as(wrong).isEqualTo(400);
        }
        for (var missing : List.of("externalId", "channel", "direction", "startedAt")) {
            assertThat(post("postInteraction", "/api/v1/interactions",
                    "{" + least.replaceAll("\"" + missing + "\": \"[^\"]*\"(, )?", "").replaceAll(", $", "") + "}")
                    .body())
                    .as(missing).contains(missing + " is missing");
        }
    }

    @Test
    void theHistoryOfACaseIsAReportOnDemand() {
        var path = open("{\"subject\": \"To report\"}").headers().firstValue("Location").orElse("") + "/history";
        post("commentCase", path.replace("/history", "/comments"), "{\"text\": \"=1+1\"}");

        var csv = agent("readHistory", "GET", path + "?format=csv", null);
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("CH-").contains(".csv");
        assertThat(csv.body().lines()).hasSize(3).last().asString()
                .contains("agent:ada,case.commented,internal,,'=1+1");
        assertThat(agent("readHistory", "GET", path + "?format=pdf", null).body()).startsWith("%PDF-");
        assertThat(json(agent("readHistory", "GET", path + "?format=json&limit=1", null)).has("next")).isTrue();
        IntStream.range(0, 3).forEach(n -> patch(path.replace("/history", ""),
                "{\"subject\": \"" + n + "\"}", "If-Match", "*"));
        assertThat(agent("readHistory", "GET", path + "?format=csv", null).body().lines()).hasSize(6);
        for (var wrong : List.of("?format=xml", "?format=csv&limit=3", "?format=pdf&behind=1")) {
            assertThat(agent("readHistory", "GET", path + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void peopleTakePartAndAreTakenOut() {
        var path = open("{\"subject\": \"People\"}").headers().firstValue("Location").orElse("") + "/participants";
        for (var somebody : List.of("{\"role\": \"expert\", \"caller\": \"erika\", \"name\": \"Erika\"}",
                "{\"role\": \"customer\", \"customer\": \"" + ada() + "\"}",
                "{\"role\": \"contact\", \"name\": \"Mum\"}",
                "{\"role\": \"contact\", \"email\": \"Mum@example.org\"}",
                "{\"role\": \"contact\", \"phone\": \"030 1\"}"
                        .replace("030 1", "030 7654322"),
                "{\"role\": \"system\", \"name\": \"bot\"}",
                "{\"role\": \"partner\", \"caller\": \"carrier\", \"until\": \"2099-01-01T00:00:00Z\", \"sees\": \"internal\"}")) {
            var added = post("addParticipant", path, somebody);
            assertThat(added.statusCode()).as(somebody).isEqualTo(201);
            assertThat(post("addParticipant", path, somebody).body()).isEqualTo(added.body());
        }
        var people = json(agent("readParticipants", "GET", path, null)).path("items");
        assertThat(people).hasSize(7);
        assertThat(agent("removeParticipant", "DELETE", path + "/" + people.at("/0/id").asText(), null).statusCode())
                .isEqualTo(204);
        assertThat(agent("removeParticipant", "DELETE", path + "/" + people.at("/0/id").asText(), null).statusCode())
                .isEqualTo(404);
        assertThat(agent("removeParticipant", "DELETE", path + "/17", null).statusCode()).isEqualTo(400);
        for (var wrong : List.of("{}", "{\"role\": \"king\"}", "{\"role\": \"contact\"}",
                "{\"role\": \"partner\", \"caller\": \"a\"}", "{\"role\": \"agent\", \"name\": \"a\"}",
                "{\"role\": \"partner\", \"caller\": \"a\", \"until\": \"2020-01-01T00:00:00Z\"}",
                "{\"role\": \"contact\", \"name\": \"a\", \"sees\": \"internal\"}",
                "{\"role\": \"contact\", \"email\": \"a@b.example\", \"phone\": \"+49301234567\"}",
                "{\"role\": \"customer\", \"customer\": \"" + NOBODY + "\"}")) {
            assertThat(post("addParticipant", path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        var unknown = "/api/v1/cases/CH-999999/participants";
        assertThat(agent("readParticipants", "GET", unknown, null).statusCode()).isEqualTo(404);
        assertThat(post("addParticipant", unknown, "{\"role\": \"contact\", \"name\": \"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(post("addParticipant", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(agent("addParticipant", "POST", path, "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void whoIsOneCustomerIsExplainedDecidedAndTakenBack() {
        desk.told("customer", person("61", "grace61@elm.example", "1"), person("62", "grace62@elm.example", "1"),
                person("63", "grace63@elm.example", "1"));
        var ids = Stream.of("61", "62")
                .map(key -> desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id").asText())
                .toList();
        var merge = "{\"customers\": [\"%s\", \"%s\"], \"reason\": \"told so\", \"preview\": %s}";

        var preview = json(
                post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(ids.get(0), ids.get(1), true)));
        assertThat(preview.path("preview").asBoolean()).isTrue();
        assertThat(preview.path("customers")).hasSize(1);
        var merged = json(
                post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(ids.get(0), ids.get(1), false)));
        var survivor = merged.at("/retired/0/into").asText();
        var explained = json(agent("explainCustomer", "GET", "/api/v1/customers/" + survivor + "/identity", null));
        assertThat(explained.path("records")).hasSize(2);
        assertThat(explained.findValues("verdict")).extracting(JsonNode::asText).contains("same", "review");
        var gone = merged.at("/retired/0/id").asText();
        assertThat(agent("explainCustomer", "GET", "/api/v1/customers/" + gone + "/identity", null).statusCode())
                .isEqualTo(308);
        assertThat(correct("/api/v1/customers/" + gone, "{\"name\": \"Ada\"}", "If-Match", "*").statusCode())
                .isEqualTo(308);
        var split = "{\"records\": [{\"system\": \"crm\", \"key\": \"%s\"}], \"reason\": \"two after all\"}";
        assertThat(post("splitCustomer", "/api/v1/customers/" + gone + "/split", split.formatted("62")).statusCode())
                .isEqualTo(308);
        assertThat(
                post("splitCustomer", "/api/v1/customers/" + survivor + "/split", split.formatted("99")).statusCode())
                .isEqualTo(409);
        assertThat(json(post("splitCustomer", "/api/v1/customers/" + survivor + "/split", split.formatted("62")))
                .path("customers")).hasSize(2);
        assertThat(post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(gone, gone, false)).statusCode())
                .isEqualTo(409);

        var reviews = json(agent("listReviews", "GET", "/api/v1/identity/reviews?limit=200", null)).path("items");
        var review = "/api/v1/identity/reviews/" + reviews.path(reviews.size() - 1).path("id").asText();
        var apart = "{\"decision\": \"apart\", \"reason\": \"they are neighbours\"}";
        assertThat(post("decideReview", review, apart).statusCode()).isEqualTo(200);
        assertThat(post("decideReview", review, apart).statusCode()).isEqualTo(409);
    }

    @Test
    void everybodyIsJudgedAnew() {
        var preview = json(reidentify("{}"));
        assertThat(preview.path("preview").asBoolean()).isTrue();
        assertThat(preview.path("records").asInt()).isPositive();
        var done = json(reidentify("{\"preview\": false}"));
        assertThat(done.path("moved").asInt()).isZero();
        assertThat(reidentify("{\"preview\": 1}").statusCode()).isEqualTo(400);
    }

    @Test
    void whoIsOneCustomerIsAskedAsTheContractHasItOrNotAtAll() {
        var nobody = "/api/v1/customers/" + NOBODY;
        var split = "{\"records\": [{\"system\": \"crm\", \"key\": \"1\"}], \"reason\": \"r\"}";
        assertThat(agent("explainCustomer", "GET", nobody + "/identity", null).statusCode()).isEqualTo(404);
        assertThat(post("splitCustomer", nobody + "/split", split).statusCode()).isEqualTo(404);
        assertThat(post("mergeCustomers", "/api/v1/customers/merge", "{\"customers\": [\"%s\"], \"reason\": \"r\"}"
                .formatted(NOBODY)).statusCode()).isEqualTo(404);
        for (var call : Map.of("splitCustomer", "/api/v1/customers/" + ada() + "/split", "mergeCustomers",
                "/api/v1/customers/merge", "decideReview", "/api/v1/identity/reviews/1").entrySet()) {
            assertThat(post(call.getKey(), call.getValue(), "{}").statusCode()).as(call.getKey()).isEqualTo(400);
        }
        assertThat(post("decideReview", "/api/v1/identity/reviews/987654321",
                "{\"decision\": \"same\", \"reason\": \"r\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsOneCaseIsDecidedAndTakenBack() {
        desk.told("customer", person("31", "links@example.org", "1"));
        desk.told("case", matter("311", "Lamp one"), matter("312", "Lamp two"), matter("313", "Lamp three"));
        var one = found("Lamp%20one");
        var two = found("Lamp%20two");
        var path = one.path("href").asText();

        assertThat(json(agent("readLinks", "GET", path + "/links", null)).path("records")).hasSize(1);
        var suggested = json(agent("listSuggestions", "GET", "/api/v1/case-suggestions?limit=200", null)).path("items");
        var ids = suggested.findValues("id").stream().map(JsonNode::asText).toList();
        assertThat(ids).isNotEmpty();
        assertThat(
                post("reviewSuggestion", "/api/v1/case-suggestions/" + ids.getLast(), "{\"one\": false}").statusCode())
                .isEqualTo(200);
        assertThat(post("reviewSuggestion", "/api/v1/case-suggestions/" + NOBODY, "{\"one\": true}").statusCode())
                .isEqualTo(409);
        assertThat(post("reviewSuggestion", "/api/v1/case-suggestions/" + ids.getFirst(), "{}").statusCode())
                .isEqualTo(400);

        var merge = "{\"cases\": [\"%s\"], \"reason\": \"one trouble\", \"preview\": %s}";
        var number = two.path("number").asText();
        assertThat(json(post("mergeCases", path + "/merge", merge.formatted(number, true))).has("id")).isFalse();
        var merged = json(post("mergeCases", path + "/merge", merge.formatted(number, false)));
        var older = merged.at("/merged/0/into").asText();
        var gone = agent("readCase", "GET", "/api/v1/cases/" + merged.at("/merged/0/case").asText(), null);
        assertThat(gone.statusCode()).isEqualTo(308);
        for (var part : Map.of("readRelated", "/related", "readPacket", "/packet").entrySet()) {
            var merely = "/api/v1/cases/" + merged.at("/merged/0/case").asText() + part.getValue();
            assertThat(agent(part.getKey(), "GET", merely, null).statusCode()).isEqualTo(308);
        }
        assertThat(json(agent("readCase", "GET", gone.headers().firstValue("Location").orElse(""), null)).path("number")
                .asText()).isEqualTo(older);
        assertThat(json(post("undoDecision", "/api/v1/cases/" + older + "/undo",
                "{\"decision\": \"" + merged.path("id").asText() + "\"}")).path("opened")).hasSize(1);
        assertThat(post("undoDecision", path + "/undo", "{\"decision\": \"" + NOBODY + "\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void casesAreLinkedSplitAndRelated() {
        desk.told("customer", person("41", "split@example.org", "1"));
        desk.told("case", matter("411", "Vase first").replace("{\"key\": \"31\"}", "{\"key\": \"41\"}"),
                matter("412", "Vase second").replace("{\"key\": \"31\"}", "{\"key\": \"41\"}"));
        var path = found("Vase%20first").path("href").asText();
        var record = "{\"system\": \"crm\", \"entity\": \"case\", \"key\": \"412\"}";

        var linked = json(post("linkCase", path + "/links", "{\"record\": " + record + "}"));
        path = "/api/v1/cases/" + linked.at("/merged/0/into").asText();
        assertThat(post("splitCase", path + "/split", "{\"records\": [" + record + "]}").statusCode()).isEqualTo(200);
        assertThat(post("splitCase", path + "/split", "{\"records\": [" + record + "]}").statusCode()).isEqualTo(409);
        post("linkCase", path + "/links", "{\"record\": " + record + "}");
        assertThat(agent("unlinkCase", "DELETE", path + "/links?record=crm:case:412", null).statusCode())
                .isEqualTo(200);
        assertThat(agent("unlinkCase", "DELETE", path + "/links?record=crm:case:412", null).statusCode())
                .isEqualTo(409);

        var related = post("linkCase", path + "/links", "{\"case\": \"%s\", \"kind\": \"parent\"}"
                .formatted(parcel().path("number").asText()));
        assertThat(related.statusCode()).isEqualTo(201);
        assertThat(agent("unlinkCase", "DELETE", path + "/links?relation=" + json(related).path("id").asText(), null)
                .statusCode()).isEqualTo(200);
        assertThat(post("linkCase", path + "/links", "{\"case\": \"%s\", \"kind\": \"related\"}"
                .formatted(path.substring(path.lastIndexOf('/') + 1))).statusCode()).isEqualTo(409);
        assertThat(post("mergeCases", path + "/merge", "{\"cases\": [\"%s\"]}"
                .formatted(parcel().path("number").asText())).body()).contains("different customers");
    }

    @Test
    void whatIsOneCaseIsAskedAsTheContractHasItOrNotAtAll() {
        var hub = parcel().path("href").asText();
        for (var call : Map
                .of("mergeCases", "/merge", "splitCase", "/split", "linkCase", "/links", "undoDecision", "/undo")
                .entrySet()) {
            var nowhere = "/api/v1/cases/" + NOBODY + call.getValue();
            var right = Map.of("mergeCases", "{\"cases\": [\"CH-999999\"]}", "splitCase",
                    "{\"records\": [{\"system\": \"crm\", \"entity\": \"case\", \"key\": \"1\"}]}", "linkCase",
                    "{\"record\": {\"system\": \"crm\", \"entity\": \"case\", \"key\": \"1\"}}", "undoDecision",
                    "{\"decision\": \"" + NOBODY + "\"}").getOrDefault(call.getKey(), "");
            assertThat(post(call.getKey(), nowhere, right).statusCode()).as(call.getKey()).isEqualTo(404);
            assertThat(post(call.getKey(), hub + call.getValue(), "{}").statusCode()).as(call.getKey()).isEqualTo(400);
            refusesWhatIsNoBody(call.getKey(), hub + call.getValue());
        }
        refusesWhatIsNoBody("reviewSuggestion", "/api/v1/case-suggestions/" + NOBODY);
        assertThat(agent("readLinks", "GET", "/api/v1/cases/" + NOBODY + "/links", null).statusCode()).isEqualTo(404);
        assertThat(agent("unlinkCase", "DELETE", "/api/v1/cases/" + NOBODY + "/links?record=a:case:1", null)
                .statusCode()).isEqualTo(404);
        for (var wrong : List.of("", "?record=1", "?relation=" + NOBODY, "?relation=1")) {
            assertThat(agent("unlinkCase", "DELETE", hub + "/links" + wrong, null).statusCode()).as(wrong)
                    .isEqualTo(400);
        }
    }

    private void refusesWhatIsNoBody(String operation, String path) {
        assertThat(post(operation, path, "x".repeat(1_100_000)).statusCode()).as(operation).isEqualTo(413);
        assertThat(agent(operation, "POST", path, "x", "Content-Type", "text/plain").statusCode()).as(operation)
                .isEqualTo(415);
    }

    private JsonNode found(String subject) {
        return desk.get("/api/v1/cases?q=" + subject).at("/items/0");
    }

    private static String matter(String key, String subject) {
        return """
                {"source": {"key": "%s"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "31"},
                 "subject": "%s", "status": "open", "openedAt": "2026-01-06T09:00:00Z"}""".formatted(key, subject);
    }

    @Test
    void aCaseIsSharedForATimeAndNoLonger() {
        var path = open("{\"subject\": \"To share\"}").headers().firstValue("Location").orElse("") + "/shares";
        var until = Instant.now().plus(Duration.ofDays(3)).toString();

        assertThat(post("shareCase", path, share("Acme Repairs", until)).statusCode()).isEqualTo(201);
        assertThat(post("shareCase", path, share("bolt", until)).statusCode()).isEqualTo(201);
        assertThat(json(post("shareCase", path, share("bolt", "2026-01-05T10:00:00Z"))).path("detail").asText())
                .contains("time to come");
        assertThat(json(agent("listShares", "GET", path, null)).path("items")).hasSize(2);
        assertThat(json(agent("endShare", "DELETE", path + "/Acme%20Repairs", null)).at("/items/0/partner").asText())
                .isEqualTo("bolt");
        for (var wrong : List.of("{}", "{\"partner\": \"a\"}", share("a", "soon"), share("a".repeat(81), until))) {
            assertThat(post("shareCase", path, wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(post("shareCase", path, "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(agent("shareCase", "POST", path, "x", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(agent("endShare", "DELETE", path + "/bolt?colour=1", null).statusCode()).isEqualTo(400);
        var nowhere = "/api/v1/cases/" + NOBODY + "/shares";
        assertThat(post("shareCase", nowhere, share("a", until)).statusCode()).isEqualTo(404);
        assertThat(agent("listShares", "GET", nowhere, null).statusCode()).isEqualTo(404);
        assertThat(agent("endShare", "DELETE", nowhere + "/a", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aPortalObtainsTokensForCustomersThereAre() {
        for (var known : List.of(ada(), "crm:1")) {
            assertThat(token(known).statusCode()).as(known).isEqualTo(201);
        }
        assertThat(token(ada()).headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        for (var unknown : List.of(NOBODY, "crm:none", "none:1")) {
            assertThat(token(unknown).statusCode()).as(unknown).isEqualTo(404);
        }
        assertThat(token("17").statusCode()).isEqualTo(400);
    }

    @Test
    void whatWasWrittenAboutAPersonIsErased() {
        desk.told("customer", person("20", "erased@example.org", "1"));
        var customer = desk.get("/api/v1/customers?ref=crm:20").at("/items/0/id").asText();
        var path = open("{\"subject\": \"To erase\", \"customer\": \"" + customer + "\"}").headers()
                .firstValue("Location").orElse("");
        var before = etag(
                post("commentCase", path + "/comments", "{\"text\": \"She said her PIN\"}").statusCode() == 201
                        ? agent("readCase", "GET", path, null)
                        : open("{}"));
        int reads = reads("?customer=" + customer).path("items").size();

        assertThat(json(erase(customer))).isEqualTo(ExactJson.parse(
                // the list of reads names him, too, and is one
                "{\"cases\": 1, \"comments\": 1, \"entries\": 2, \"reads\": %d}".formatted(reads + 1)));

        var after = agent("readCase", "GET", path, null);
        assertThat(json(after).at("/comments/0/text").asText()).isEqualTo("[erased]");
        assertThat(etag(after)).isNotEqualTo(before);
        var history = agent("readHistory", "GET", path + "/history", null);
        assertThat(history.body()).doesNotContain("PIN").contains("contents.erased").contains("admin:ada");
        assertThat(agent("readHistory", "GET", path + "/history?format=pdf", null).statusCode()).isEqualTo(200);
        assertThat(json(erase(customer)).path("entries").asInt()).isZero();
        assertThat(reads("?customer=" + customer).path("items")).filteredOn(item -> item.has("erasedAt")).isNotEmpty()
                .allSatisfy(item -> assertThat(supervisor("showRead", item.path("href").asText()).statusCode())
                        .isEqualTo(410));
        assertThat(erase(NOBODY).statusCode()).isEqualTo(404);
        assertThat(erase("17").statusCode()).isEqualTo(400);
    }

    @Test
    void whatSomebodyWasShownIsShownAgainByteForByte() {
        var shown = agent("readCustomer", "GET", "/api/v1/customers/" + ada(), null);
        var id = shown.headers().firstValue("Casehub-Read").orElse("");

        var again = supervisor("showRead", "/api/v1/audit/reads/" + id);
        assertThat(again.body()).isEqualTo(shown.body());
        assertThat(again.headers().firstValue("Casehub-Read")).isPresent().get().isNotEqualTo(id);
        var found = reads("?customer=" + ada() + "&actor=agent:ada&from=2026-01-05T10:00Z&to=2126-01-05T10:00:00Z");
        assertThat(found.path("items")).extracting(item -> item.path("id").asText()).contains(id);
        var page = reads("?limit=1");
        assertThat(supervisor("listReads", page.path("next").asText()).body()).isNotEqualTo(page.toString());

        for (var wrong : List.of("customer=17", "from=yesterday", "behind=x", "limit=0")) {
            assertThat(supervisor("listReads", "/api/v1/audit/reads?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(supervisor("listReads", "/api/v1/audit/reads?customer=" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(supervisor("showRead", "/api/v1/audit/reads/17").statusCode()).isEqualTo(400);
        assertThat(supervisor("showRead", "/api/v1/audit/reads/" + NOBODY).statusCode()).isEqualTo(404);
    }

    @Test
    void whatWasKnownThenIsAnsweredInTheShapeOfNow() {
        var path = "/api/v1/customers/" + ada();
        var asOf = Instant.now();

        for (var asked : List.of("", "&include=provenance")) {
            var past = agent("readCustomer", "GET", path + "?asOf=" + asOf + asked, null);
            assertThat(past.statusCode()).isEqualTo(200);
            assertThat(json(past).at("/orders/items/0/number").asText()).isEqualTo("A-100");
            assertThat(json(past).at("/orders/items/0").has("provenance")).isEqualTo(!asked.isEmpty());
        }
        assertThat(json(agent("readTimeline", "GET", path + "/timeline?limit=1&asOf=" + asOf, null)).path("next")
                .asText()).contains("asOf=");
        for (var line : List.of("", "/timeline")) {
            var operation = line.isEmpty() ? "readCustomer" : "readTimeline";
            assertThat(agent(operation, "GET", path + line + "?asOf=2020-11-20T09:00Z", null).statusCode())
                    .isEqualTo(404);
            for (var wrong : List.of("2126-11-20T09:00Z", "yesterday", "2026-11-20T09:00")) {
                assertThat(agent(operation, "GET", path + line + "?asOf=" + wrong, null).statusCode()).as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    private JsonNode reads(String query) {
        return json(supervisor("listReads", "/api/v1/audit/reads" + query));
    }

    private HttpResponse<String> supervisor(String operation, String path) {
        return checked(operation, desk.send(SUPERVISOR, "GET", path, null));
    }

    @Test
    void whatIsToldToASystemIsSeenWithTheCase() {
        var found = parcel();
        var path = found.path("href").asText();
        patch(path, "{\"status\": \"waiting-customer\"}", "If-Match", "\"" + found.path("version").asText() + "\"");

        assertThat(agent("readDeliveries", "GET", path + "/deliveries", null).statusCode()).isEqualTo(200);
        for (var operation : List.of("readCase", "readHistory", "readDeliveries")) {
            var unknown = contract.operation(operation).path().replace("{id}", "CH-999999");
            assertThat(agent(operation, "GET", unknown, null).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void whatCameToNoGoodEndIsFoundAndDecidedOn(@Autowired JdbcClient jdbc) {
        var hub = UUID.fromString(parcel().path("id").asText());
        var parked = delivery(jdbc, hub, "parked");
        var unknown = delivery(jdbc, hub, "unknown");
        var done = delivery(jdbc, hub, "delivered");
        jdbc.sql("""
                insert into outbound_breaker (system, failures, since, open_until, reason)
                values ('gone', 3, now(), now() + interval '1 hour', 'connection refused')
                """).update();

        var page = json(agent("listDeliveries", "GET", "/api/v1/deliveries?system=gone&open=true&limit=1", null));
        assertThat(page.at("/items/0/id").asText()).isEqualTo(parked.toString());
        assertThat(page.at("/items/0/fate/kind").asText()).isEqualTo("parked");
        assertThat(json(agent("listDeliveries", "GET", page.path("next").asText(), null)).at("/items/0/id").asText())
                .isEqualTo(unknown.toString());
        for (var wrong : List.of("open=maybe", "state=odd", "behind=" + NOBODY, "behind=x")) {
            assertThat(agent("listDeliveries", "GET", "/api/v1/deliveries?" + wrong, null).statusCode()).as(wrong)
                    .isEqualTo(400);
        }
        assertThat(json(agent("listBrokenSystems", "GET", "/api/v1/deliveries/systems", null)).path("items"))
                .extracting(system -> system.path("system").asText()).contains("gone");
        var path = "/api/v1/deliveries/";
        assertThat(json(agent("readDelivery", "GET", path + done, null)).at("/fate/confirmedBy").asText())
                .isEqualTo("answer");
        assertThat(agent("readDelivery", "GET", path + NOBODY, null).statusCode()).isEqualTo(404);
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
        assertThat(agent("decideDelivery", "POST", path + done + "/decide", "x", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);

        var many = path + "decide";
        delivery(jdbc, hub, "parked");
        delivery(jdbc, hub, "refused");
        assertThat(sent("decideDeliveries", many, "{\"decision\": \"drop\", \"system\": \"gone\"}"))
                .isEqualTo(ExactJson.parse("{\"done\": 1, \"refused\": []}"));
        assertThat(sent("decideDeliveries", many,
                "{\"decision\": \"confirm\", \"system\": \"gone\", \"state\": \"refused\"}").at("/refused/0/reason")
                .asText())
                .isEqualTo("it is refused: nothing waits for a decision");
        for (var wrong : List.of("{\"decision\": \"drop\"}", "{\"decision\": \"edit\", \"system\": \"gone\"}",
                "{\"decision\": \"drop\", \"system\": \"gone\", \"limit\": 0}")) {
            assertThat(checked("decideDeliveries", desk.send(INTEGRATOR, "POST", many, wrong, "Content-Type", JSON))
                    .statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(checked("decideDeliveries", desk.send(INTEGRATOR, "POST", many, "x".repeat(1_100_000),
                "Content-Type", JSON)).statusCode()).isEqualTo(413);
        assertThat(checked("decideDeliveries", desk.send(INTEGRATOR, "POST", many, "x", "Content-Type", "text/plain"))
                .statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> decided(Object id, String body) {
        return post("decideDelivery", "/api/v1/deliveries/" + id + "/decide", body);
    }

    /** A comment for a system that is gone, as it ended. */
    private static UUID delivery(JdbcClient jdbc, UUID hub, String state) {
        var id = UUID.randomUUID();
        jdbc.sql("""
                insert into delivery (id, case_id, system, entity, key, kind, payload, actor, state, next_at)
                values (?, ?, 'gone', 'case', '1', 'case-comment', '{"value": "Hello", "internal": true}', 'agent:ada',
                        ?, 'infinity')
                """).params(id, hub, state).update();
        return id;
    }

    @Test
    void connectorsArePausedAndResumed() {
        assertThat(json(integrator("listConnectors", "GET", "/api/v1/connectors")).findValuesAsText("name"))
                .contains("crm");
        for (var command : List.of("pause", "resume", "resync")) {
            var operation = command + "Connector";
            assertThat(integrator(operation, "POST", "/api/v1/connectors/crm/" + command).statusCode()).isEqualTo(200);
            assertThat(integrator(operation, "POST", "/api/v1/connectors/none/" + command).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aSystemThatProvesItselfIsHeardUnlessItIsPaused() {
        var charles = person("2", "charles@example.org", "9");

        assertThat(call("s3cret", charles).statusCode()).isEqualTo(202);
        assertThat(call("guess", charles).statusCode()).isEqualTo(401);
        assertThat(call("s3cret", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        integrator("pauseConnector", "POST", "/api/v1/connectors/crm/pause");
        var paused = call("s3cret", charles);
        integrator("resumeConnector", "POST", "/api/v1/connectors/crm/resume");
        assertThat(paused.statusCode()).isEqualTo(503);
        assertThat(paused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void anUnknownCodeIsShownAndAcknowledged() {
        desk.told("shipment",
                """
                        {"source": {"key": "s2"}, "trackingNumber": "T2", "status": "unknown", "sourceStatus": "ON_A_CAMEL"}""");
        var finding = await().atMost(Duration.ofSeconds(30))
                .until(() -> json(integrator("listDrift", "GET", "/api/v1/connectors/crm/drift"))
                        .at("/items/0"), found -> found.has("id"));
        var path = "/api/v1/connectors/crm/drift/" + finding.path("id").asText() + "/acknowledge";

        assertThat(finding.path("word").asText()).isEqualTo("ON_A_CAMEL");
        assertThat(json(integrator("acknowledgeDrift", "POST", path)).path("acknowledgedBy").asText())
                .isEqualTo("integrator:ada");
        assertThat(json(integrator("listDrift", "GET", "/api/v1/connectors/crm/drift?state=acknowledged,cleared"))
                .path("items")).hasSize(1);
        assertThat(json(integrator("listDrift", "GET", "/api/v1/connectors/crm/drift")).path("items")).isEmpty();
        for (var missing : List.of("crm/drift/" + NOBODY, "none/drift/" + finding.path("id").asText())) {
            assertThat(integrator("acknowledgeDrift", "POST", "/api/v1/connectors/" + missing + "/acknowledge")
                    .statusCode()).isEqualTo(404);
        }
        assertThat(integrator("acknowledgeDrift", "POST", "/api/v1/connectors/crm/drift/17/acknowledge").statusCode())
                .isEqualTo(400);
        assertThat(integrator("listDrift", "GET", "/api/v1/connectors/none/drift").statusCode()).isEqualTo(404);
        assertThat(integrator("listDrift", "GET", "/api/v1/connectors/crm/drift?state=odd").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aRouteIsSetBackAndReadAside() {
        var path = "/api/v1/connectors/crm/routes/crm-orders/";
        await().until(() -> desk.send(INTEGRATOR, "GET", "/api/v1/connectors/crm", null).body()
                .contains("\"reachedAt\""));

        assertThat(json(integrator("readConnector", "GET", "/api/v1/connectors/crm")).at("/books/received").isInt())
                .isTrue();
        assertThat(put("setCursor", path + "cursor", "{\"at\": \"2026-01-01T00:00:00Z\", \"key\": \"7\"}").body())
                .contains("2026-01-01T00:00:00Z");
        assertThat(
                sent("pullRoute", path + "pull", "{\"from\": \"2026-01-01T00:00:00Z\"}").path("complete").asBoolean())
                .isTrue();
        for (var wrong : List.of("{}", "{\"from\": \"now\"}", "{\"key\": \"7\", \"to\": \"2026-01-01T00:00:00Z\"}")) {
            assertThat(sent("pullRoute", path + "pull", wrong).path("status").asInt()).isEqualTo(400);
        }
        assertThat(sent("pullRoute", path + "pull", "{\"key\": \"7\"}").path("detail").asText())
                .contains("parameter one");
        assertThat(put("setCursor", path + "cursor", "{}").statusCode()).isEqualTo(400);
        assertThat(put("setCursor", path.replace("-orders", "-none") + "cursor", "{\"at\": null}").statusCode())
                .isEqualTo(404);
        assertThat(put("setCursor", path.replace("-orders", "-customer") + "cursor", "{\"at\": \"x\"}").statusCode())
                .isEqualTo(409);
        assertThat(
                sent("pullRoute", path.replace("-orders", "-none") + "pull", "{\"key\": \"7\"}").path("status").asInt())
                .isEqualTo(404);
        for (var connector : List.of("none", "crm/..")) {
            assertThat(desk.send(INTEGRATOR, "GET", "/api/v1/connectors/" + connector, null).statusCode())
                    .isBetween(400, 499);
        }
        assertThat(integrator("readConnector", "GET", "/api/v1/connectors/none").statusCode()).isEqualTo(404);
    }

    @Test
    void whatASweepHoldsIsConfirmedOrDismissed() {
        for (var decision : List.of("confirm", "dismiss")) {
            var path = "/api/v1/connectors/crm/sweeps/crm-order/" + decision;
            assertThat(integrator(decision + "Sweep", "POST", path).statusCode()).isEqualTo(409);
            assertThat(integrator(decision + "Sweep", "POST", path.replace("crm-order", "none")).statusCode())
                    .isEqualTo(404);
            desk.held("held-");

            assertThat(json(integrator(decision + "Sweep", "POST", path)).findPath("sweep").path("state").asText())
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
        assertThat(json(integrator("listConnectors", "GET", "/api/v1/connectors")).path("items"))
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
        assertThat(checked("previewConnector", desk.send(INTEGRATOR, "POST", "/api/v1/connectors/crm/preview", "x",
                "Content-Type", "text/plain")).statusCode()).isEqualTo(415);
    }

    @Test
    void whatIsParkedIsSeenAndTriedAgain() throws IOException {
        var page = json(integrator("listParked", "GET", "/api/v1/parked?system=crm&limit=1"));
        var path = page.at("/items/0/href").asText();

        assertThat(page.at("/items/0/reason").asText()).contains("status");
        assertThat(json(integrator("listParked", "GET", page.path("next").asText())).path("items")).hasSize(1);
        assertThat(json(integrator("readParked", "GET", path)).at("/payload").asText()).contains("odd");
        assertThat(json(integrator("replayParked", "POST", path + "/replay")).path("replayed").asBoolean()).isFalse();
        for (var wrong : List.of("", "/replay")) {
            var operation = wrong.isEmpty() ? "readParked" : "replayParked";
            var method = wrong.isEmpty() ? "GET" : "POST";
            assertThat(integrator(operation, method, "/api/v1/parked/" + NOBODY + wrong).statusCode()).isEqualTo(404);
            assertThat(integrator(operation, method, "/api/v1/parked/17" + wrong).statusCode()).isEqualTo(400);
        }
        desk.whileBroken("payment", () -> assertThat(
                integrator("replayParked", "POST", path + "/replay").statusCode()).isEqualTo(409));
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
        assertThat(checked("replayAllParked", desk.send(INTEGRATOR, "POST", "/api/v1/parked/replay", "x",
                "Content-Type", "text/plain")).statusCode()).isEqualTo(415);
        desk.whileBroken("payment", () -> assertThat(replay("{\"system\": \"crm\"}").statusCode()).isEqualTo(409));
    }

    @Test
    void aChangedMappingIsSeenBeforeItIsUsedAndTheRecordsFollowIt() throws IOException {
        var mapping = "/api/v1/connectors/crm/mappings/score";
        assertThat(json(integrator("diffMapping", "GET", mapping + "/diff?last=10")).path("unchanged").asInt())
                .isEqualTo(1);
        assertThat(json(integrator("readRemap", "GET", mapping + "/remap")).path("state").asText())
                .isEqualTo("never-asked");
        desk.whileMapped("score", "{\"by\": \"model\", * : .}", () -> assertThat(
                json(integrator("diffMapping", "GET", mapping + "/diff")).at("/fields/0/examples/0")).isEqualTo(
                        ExactJson.parse("{\"key\": \"c1\", \"before\": \"lab\", \"after\": \"model\"}")));

        assertThat(integrator("remapMapping", "POST", mapping + "/remap").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(
                json(integrator("readRemap", "GET", mapping + "/remap")).path("state").asText()).isEqualTo("finished"));
    }

    @Test
    void onlyMappingsThatAreThereAreComparedAndUsed() throws IOException {
        var mapping = "/api/v1/connectors/crm/mappings/score";
        for (var wrong : List.of("crm/mappings/none", "none/mappings/score", "crm/mappings/case-status-out")) {
            var path = "/api/v1/connectors/" + wrong;
            assertThat(integrator("diffMapping", "GET", path + "/diff").statusCode()).as(wrong).isEqualTo(404);
            assertThat(integrator("remapMapping", "POST", path + "/remap").statusCode()).as(wrong).isEqualTo(404);
            assertThat(integrator("readRemap", "GET", path + "/remap").statusCode()).as(wrong).isEqualTo(404);
        }
        assertThat(integrator("remapMapping", "POST", mapping + "/remap?last=1").statusCode()).isEqualTo(400);
        desk.whileBroken("score", () -> {
            assertThat(integrator("diffMapping", "GET", mapping + "/diff").statusCode()).isEqualTo(409);
            assertThat(integrator("remapMapping", "POST", mapping + "/remap").statusCode()).isEqualTo(409);
        });
    }

    @Test
    void eventsAreFollowedFromWhereOneWas() throws IOException {
        var operation = contract.operation("followEvents").path();
        try (var stream = desk.open(AGENT, operation + "?customer=" + ada(), "Last-Event-ID", "0").body()) {
            var lines = new BufferedReader(new InputStreamReader(stream)).lines()
                    .takeWhile(line -> !line.startsWith("data:")).toList();
            assertThat(lines).contains(":following", "retry:1000").anyMatch(line -> line.startsWith("id:"));
        }
        contract.seen("followEvents 200");
        for (var wrong : List.of("?customer=17", "?case=17")) {
            assertThat(agent("followEvents", "GET", operation + wrong, null).statusCode()).isEqualTo(400);
        }
        assertThat(agent("followEvents", "GET", operation + "?case=" + NOBODY, null).statusCode()).isEqualTo(404);
        assertThat(agent("followEvents", "GET", operation, null, "Last-Event-ID", "99999999").statusCode())
                .isEqualTo(410);
    }

    @Test
    void somebodyIsToldByWebhookWhatHeChose(@Autowired JdbcClient jdbc) {
        try (var ear = new Ear()) {
            var wish = "{\"name\": \"desk\", \"url\": \"%s\", \"types\": [\"case.opened\"], \"queues\": [\"returns\"]%s}";
            var registered = subscribed("registerSubscription", "POST", "", wish.formatted(ear.url(), ""));
            var path = json(registered).path("href").asText().replace(SUBSCRIPTIONS, "");
            assertThat(registered.statusCode()).isEqualTo(201);
            assertThat(registered.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            var once = subscribed("registerSubscription", "POST", "", wish.formatted(ear.url(), ""), "Idempotency-Key",
                    "s1");
            assertThat(json(subscribed("registerSubscription", "POST", "", wish.formatted(ear.url(), ""),
                    "Idempotency-Key", "s1"))).isEqualTo(json(once));
            assertThat(
                    subscribed("registerSubscription", "POST", "", wish.formatted(ear.url(), "").replace("desk", "d"),
                            "Idempotency-Key", "s1").statusCode())
                    .isEqualTo(422);
            assertThat(subscribed("removeSubscription", "DELETE", "/" + json(once).path("id").asText(), null)
                    .statusCode()).isEqualTo(204);
            assertThat(subscribed("resumeSubscription", "POST", path + "/resume", null).statusCode()).isEqualTo(409);
            assertThat(subscribed("pauseSubscription", "POST", path + "/pause", null).statusCode()).isEqualTo(409);
            assertThat(json(subscribed("verifySubscription", "POST", path + "/verify", null)).path("verified")
                    .asBoolean()).isTrue();
            var before = Instant.now();
            open("{\"subject\": \"To be told\", \"queue\": \"returns\", \"assignee\": \"carl\", \"type\": \"plain\"}");
            open("{\"subject\": \"Not to be told\"}");
            await().until(() -> ear.told.size() == 1);

            var deliveries = json(subscribed("listSubscriptionDeliveries", "GET", path + "/deliveries?fate=delivered",
                    null)).path("items");
            assertThat(deliveries).hasSize(1);
            var repeat = path + "/deliveries/" + deliveries.path(0).path("event").asText() + "/repeat";
            assertThat(subscribed("repeatSubscriptionDelivery", "POST", repeat, null).statusCode()).isEqualTo(200);
            await().until(() -> ear.told.size() == 2);
            assertThat(subscribed("replaySubscription", "POST", path + "/replay", "{\"from\": \"%s\"}"
                    .formatted(before)).statusCode()).isEqualTo(200);
            await().until(() -> ear.told.size() == 3);
            jdbc.sql("update event_counter set pruned = 1").update();
            try {
                assertThat(subscribed("replaySubscription", "POST", path + "/replay",
                        "{\"from\": \"2020-01-01T00:00:00Z\"}")
                        .statusCode()).isEqualTo(410);
            } finally {
                jdbc.sql("update event_counter set pruned = 0").update();
            }
            for (var step : List.of("pause", "resume")) {
                assertThat(subscribed(step + "Subscription", "POST", path + "/" + step, null).statusCode())
                        .isEqualTo(200);
            }
            var read = etag(subscribed("readSubscription", "GET", path, null));
            for (var status : List.of(200, 412)) {
                assertThat(
                        subscribed("changeSubscription", "PATCH", path, "{\"name\": \"front desk\"}", "If-Match", read)
                                .statusCode())
                        .isEqualTo(status);
            }
            assertThat(json(subscribed("renewSubscriptionSecret", "POST", path + "/secret", null)).path("secret"))
                    .isNotEqualTo(json(registered).path("secret"));
            assertThat(json(changed(path, "{\"customer\": \"" + ada() + "\", \"types\": [], \"names\": true}"))
                    .has("types")).isFalse();
            assertThat(json(changed(path, "{\"customer\": null, \"url\": \"" + ear.url() + "/2\"}")).path("state")
                    .asText()).isEqualTo("unverified");
            assertThat(json(subscribed("listSubscriptions", "GET", "", null)).path("items"))
                    .contains(json(subscribed("readSubscription", "GET", path, null)));
            IntStream.range(0, 10).forEach(n -> subscribed("registerSubscription", "POST", "",
                    wish.formatted(ear.url(), ", \"names\": false")));
            assertThat(subscribed("registerSubscription", "POST", "", wish.formatted(ear.url(), "")).statusCode())
                    .isEqualTo(409);
            json(subscribed("listSubscriptions", "GET", "", null)).path("items").forEach(one -> assertThat(
                    subscribed("removeSubscription", "DELETE", "/" + one.path("id").asText(), null).statusCode())
                    .isEqualTo(204));
        }
    }

    @Test
    void whoIsToldIsRegisteredAsTheContractHasItOrNotAtAll() {
        var right = "\"name\": \"desk\", \"url\": \"https://desk.example/hook\"";
        for (var wrong : List.of("{}", "{\"name\": \"desk\"}", "{\"name\": \"desk\", \"url\": \"ftp://desk.example\"}",
                "{" + right + ", \"types\": [\"odd\"]}", "{" + right + ", \"types\": \"case.opened\"}",
                "{" + right + ", \"customer\": \"17\"}", "{" + right + ", \"queues\": [\"\"]}",
                "{" + right + ", \"names\": 1}", "{" + right + ", \"secret\": \"mine\"}",
                "{" + right + ", \"partner\": \"p\", \"types\": [\"customer.changed\"]}",
                "{" + right + ", \"partner\": \"p\", \"names\": true}")) {
            assertThat(subscribed("registerSubscription", "POST", "", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        var nobody = "/" + NOBODY;
        for (var step : Map.of("verifySubscription", "/verify", "pauseSubscription", "/pause", "resumeSubscription",
                "/resume", "renewSubscriptionSecret", "/secret", "repeatSubscriptionDelivery", "/deliveries/1/repeat")
                .entrySet()) {
            assertThat(subscribed(step.getKey(), "POST", nobody + step.getValue(), null).statusCode()).isEqualTo(404);
            assertThat(subscribed(step.getKey(), "POST", "/17" + step.getValue(), null).statusCode()).isEqualTo(400);
        }
        assertThat(subscribed("readSubscription", "GET", nobody, null).statusCode()).isEqualTo(404);
        assertThat(subscribed("listSubscriptionDeliveries", "GET", nobody + "/deliveries", null).statusCode())
                .isEqualTo(404);
        assertThat(subscribed("removeSubscription", "DELETE", nobody, null).statusCode()).isEqualTo(404);
        assertThat(subscribed("removeSubscription", "DELETE", "/17", null).statusCode()).isEqualTo(400);
        assertThat(changed(nobody, "{}").statusCode()).isEqualTo(404);
        assertThat(changed(nobody, "{\"partner\": \"p\"}").statusCode()).isEqualTo(400);
        var replay = nobody + "/replay";
        assertThat(
                subscribed("replaySubscription", "POST", replay, "{\"from\": \"2026-01-05T10:00:00Z\"}").statusCode())
                .isEqualTo(404);
        assertThat(subscribed("replaySubscription", "POST", replay, "{\"from\": \"yesterday\"}").statusCode())
                .isEqualTo(400);
        for (var call : Map.of("registerSubscription", "POST ", "replaySubscription", "POST " + replay,
                "changeSubscription", "PATCH " + nobody).entrySet()) {
            var line = call.getValue().split(" ", 2);
            assertThat(subscribed(call.getKey(), line[0], line[1], "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
            assertThat(checked(call.getKey(), desk.send(INTEGRATOR, line[0], SUBSCRIPTIONS + line[1], "{}",
                    "Content-Type", "text/plain")).statusCode()).isEqualTo(415);
        }
    }

    private HttpResponse<String> changed(String path, String body) {
        return subscribed("changeSubscription", "PATCH", path, body);
    }

    private HttpResponse<String> subscribed(String operation, String method, String path, @Nullable String body,
            String... headers) {
        return checked(operation,
                desk.send(INTEGRATOR, method, SUBSCRIPTIONS + path, body, with(headers, "Content-Type", JSON)));
    }

    @Test
    void whatNoOperationAnswersIsAProblemToo() {
        for (var request : List.of("GET /api/v1/none", "DELETE /api/v1/cases/17", "PATCH /api/v1/customers/17",
                "GET /api/v1/customers/%2e%2e%2fcases", "GET /api/v1//cases", "GET /api/v1/cases;a=b", "GET /error")) {
            var answer = desk.send(AGENT, request.split(" ")[0], request.split(" ")[1], null);

            assertThat(answer.statusCode()).as(request).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type")).as(request).contains("application/problem+json");
            assertThat(json(answer).path("type").asText()).as(request).startsWith("/problems/");
        }
    }

    @Test
    void nothingOfARequestComesBackInAnAnswer() {
        var answer = desk.send(AGENT, "GET", "/api/v1/cases?q=a", null, "Cookie", "a=b", "X-Mine", "1",
                "Idempotency-Key",
                "2");

        assertThat(answer.headers().map()).doesNotContainKeys("authorization", "x-api-key", "cookie", "x-mine",
                "idempotency-key", "q", "user-agent", "host");
    }

    @Test
    void theContractIsServedAndShown() {
        assertThat(desk.send(AGENT, "GET", "/openapi.yaml", null).body()).startsWith("openapi: 3.1.0");
        assertThat(desk.send(AGENT, "GET", "/docs/index.html", null).body()).contains("show.js")
                .doesNotContain("<script>");
        for (var part : List.of("show.js", "swagger-ui-bundle.js", "swagger-ui.css")) {
            assertThat(desk.send(AGENT, "GET", "/docs/" + part, null).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(desk.send(null, "GET", "/docs/index.html", null).statusCode()).isEqualTo(401);
    }

    @Test
    void theRunningHubHasTheOperationsOfTheContractAndNoOthers(@Autowired List<RequestMappingHandlerMapping> doors)
            throws IOException {
        var declared = new TreeSet<String>();
        doors.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(door -> door.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") || path.startsWith("/graphql"))
                        .forEach(path -> door.getMethodsCondition().getMethods().stream()
                                .filter(method -> method != RequestMethod.OPTIONS)
                                .forEach(method -> declared.add(method + " " + path))));
        try (var files = Files.list(Path.of("routes/api"))) {
            for (var file : files.toList()) {
                for (var entry : new YAMLMapper().readTree(file.toFile())) {
                    entry.path("rest").properties().stream().filter(verb -> verb.getValue().isArray())
                            .forEach(verb -> verb.getValue()
                                    .forEach(one -> declared.add(verb.getKey().toUpperCase(Locale.ROOT)
                                            + " " + entry.path("rest").path("path").asText()
                                            + one.path("path").asText())));
                }
            }
        }

        assertThat(contract.operations()).extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void aMailIsHandedOverFoundAndRead() {
        var mail = """
                From: Mia Mohn <mia@mohn.example>
                To: support@acme.example
                Subject: A lamp that hums
                Message-ID: <hum@mohn.example>
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html

                <p onclick="x()">It hums: <img src="cid:a+b@c"></p>
                --b
                Content-Type: image/png
                Content-ID: <a+b@c>
                Content-Disposition: inline

                PNG
                --b--
                """;
        var first = deliver("/api/v1/mail?mailbox=support@acme.example", mail);
        var receipt = json(first);
        var href = first.headers().firstValue("Location").orElse("");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(receipt.path("fate").asText()).isEqualTo("new-case");
        assertThat(receipt.at("/isIn/number").asText()).isEqualTo(receipt.at("/case/number").asText());
        assertThat(receipt.path("steps")).extracting(step -> step.path("step").asText()).contains("stored", "read",
                "new-case");
        assertThat(receipt.at("/understood/text").asText()).contains("It hums");
        assertThat(deliver("/api/v1/mail?mailbox=support@acme.example", mail).statusCode()).isEqualTo(200);
        assertThat(json(deliver("/api/v1/mail", "X-Other: way\n" + mail)).path("fate").asText()).isEqualTo("duplicate");
        assertThat(json(agent("readMail", "GET", href, null))).isEqualTo(receipt);
        var found = json(agent("listMail", "GET",
                "/api/v1/mail?sender=MIA@mohn.example&messageId=%3Chum@mohn.example%3E"
                        + "&fate=new-case,reply&mailbox=support@acme.example&since=2026-01-01T00:00:00Z&route=email-delivered"
                        + "&until=2126-01-01T00:00:00Z&case=" + receipt.at("/case/number").asText(),
                null));
        assertThat(found.path("items")).extracting(item -> item.path("id")).containsExactly(receipt.path("id"));
        var page = json(agent("listMail", "GET", "/api/v1/mail?sender=mia@mohn.example&limit=1", null));
        assertThat(json(agent("listMail", "GET", page.path("next").asText(), null)).path("items")).extracting(
                item -> item.path("id")).containsExactly(receipt.path("id"));
        var books = json(agent("readMailBooks", "GET", "/api/v1/mail/books", null));
        assertThat(books.path("received").asLong()).isEqualTo(books.properties().stream()
                .filter(sum -> !sum.getKey().equals("received")).mapToLong(sum -> sum.getValue().asLong()).sum());

        assertThat(checked("readRawMail", desk.send(INTEGRATOR, "GET", href + "/raw", null)).body()).isEqualTo(mail);
        var html = agent("readMailHtml", "GET", href + "/html", null);
        assertThat(html.body()).contains("src=\"" + href + "/images/a+b@c\"").doesNotContain("onclick");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("sandbox");
        assertThat(agent("readMailImage", "GET", href + "/images/a+b@c", null).body()).startsWith("PNG");
        assertThat(agent("readMailImage", "GET", href + "/images/none", null).statusCode()).isEqualTo(404);
    }

    @Test
    void aCaseIsAnsweredByMailOnce() {
        var mailed = json(deliver("/api/v1/mail", "From: Lea <lea@lau.example>\nSubject: Plates\n\nWhere?"));
        var path = "/api/v1/cases/" + mailed.at("/case/number").asText();
        var document = json(upload(path + "/documents", Multipart.of().file("a.txt", "text/plain", "one")))
                .at("/items/0/id").asText();
        var body = "{\"text\": \"On their way.\", \"cc\": [\"ben@lau.example\"], \"documents\": [\"" + document
                + "\"], \"quote\": true}";

        var first = agent("replyToCase", "POST", path + "/replies", body, "Content-Type", JSON, "Idempotency-Key",
                "r1");
        var again = agent("replyToCase", "POST", path + "/replies", body, "Content-Type", JSON, "Idempotency-Key",
                "r1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).path("to")).extracting(JsonNode::asText).containsExactly("lea@lau.example");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(desk.get(path + "/deliveries").path("items")).filteredOn(
                delivery -> delivery.path("command").asText().equals("case-comment")).hasSize(1);
        assertThat(reply(path, "{\"text\": \"x\"}", "Idempotency-Key", "r1")).isEqualTo(422);
        assertThat(reply(path, "{\"text\": \"x\", \"internal\": true}")).isEqualTo(400);
        assertThat(reply(path, "{\"text\": \"x\", \"to\": [\"nobody\"]}")).isEqualTo(400);
        assertThat(reply(path, "{\"text\": \"x\", \"documents\": [\"" + NOBODY + "\"]}")).isEqualTo(404);
        assertThat(reply(open("{\"subject\": \"Silent\"}").headers().firstValue("Location").orElse(""),
                "{\"text\": \"x\"}")).isEqualTo(409);
        assertThat(reply(path, "{\"text\": \"" + "x".repeat(1_100_000) + "\"}")).isEqualTo(413);
        assertThat(agent("replyToCase", "POST", path + "/replies", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    private int reply(String path, String body, String... headers) {
        var all = Stream.concat(Stream.of("Content-Type", JSON), Stream.of(headers)).toArray(String[]::new);
        return agent("replyToCase", "POST", path + "/replies", body, all).statusCode();
    }

    @Test
    void whatIsNoMailIsRefusedAndWhatIsSettledStaysSo() {
        var settled = deliver("/api/v1/mail", "From: ned@nix.example\nSubject: Hello\n\nHi").headers()
                .firstValue("Location").orElse("");

        assertThat(checked("replayMail", desk.send(INTEGRATOR, "POST", settled + "/replay", null)).statusCode())
                .isEqualTo(409);
        var refused = deliver("/api/v1/mail", "From: ned@refused.example\nSubject: Hello\n\nHi").headers()
                .firstValue("Location").orElse("");
        assertThat(json(agent("readMail", "GET", refused, null)).path("fate").asText()).isEqualTo("refused");
        assertThat(json(checked("replayMail", desk.send(INTEGRATOR, "POST", refused + "/replay", null))).path("fate")
                .asText()).isEqualTo("new-case");
        for (var operation : List.of("readMail GET ", "replayMail POST /replay", "readRawMail GET /raw",
                "readMailHtml GET /html")) {
            var wrong = (operation + " ").split(" ");
            var rest = wrong.length > 2 ? wrong[2] : "";
            assertThat(checked(wrong[0], desk.send(INTEGRATOR, wrong[1], "/api/v1/mail/" + NOBODY + rest, null))
                    .statusCode()).isEqualTo(404);
            assertThat(checked(wrong[0], desk.send(INTEGRATOR, wrong[1], "/api/v1/mail/17" + rest, null)).statusCode())
                    .isEqualTo(400);
        }
        assertThat(agent("readMailHtml", "GET", settled + "/html", null).statusCode()).isEqualTo(404);
        for (var wrong : List.of("?fate=lost", "?since=yesterday", "?behind=17", "?behind=" + NOBODY)) {
            assertThat(agent("listMail", "GET", "/api/v1/mail" + wrong, null).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(deliver("/api/v1/mail?system=nowhere", "From: a@b.example\n\nHi").statusCode()).isEqualTo(400);
        assertThat(deliver("/api/v1/mail", "").statusCode()).isEqualTo(400);
        assertThat(deliver("/api/v1/mail", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(checked("deliverMail", desk.send(INTEGRATOR, "POST", "/api/v1/mail", "{}", "Content-Type", JSON))
                .statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> deliver(String path, String mail) {
        return checked("deliverMail", desk.send(INTEGRATOR, "POST", path, mail, "Content-Type", "message/rfc822"));
    }

    @Test
    void documentsArePutOnACaseListedReadAndTakenOff() {
        var path = open("{\"subject\": \"Papers\"}").headers().firstValue("Location").orElse("") + "/documents";
        var first = upload(path, Multipart.of().file("../Rechnung Müller.pdf", "application/pdf", "%PDF-1.4 one")
                .file("list.csv", "application/vnd.ms-excel", "a,b\n1,2\n").field("visibility", "customer")
                .field("title", "What she sent"), "Idempotency-Key", "d1");
        var again = upload(path, Multipart.of().file("../Rechnung Müller.pdf", "application/pdf", "%PDF-1.4 one")
                .file("list.csv", "application/vnd.ms-excel", "a,b\n1,2\n").field("visibility", "customer")
                .field("title", "What she sent"), "Idempotency-Key", "d1");
        var pdf = json(first).at("/items/0");
        var href = first.headers().firstValue("Location").orElse("");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(pdf.path("fileName").asText()).isEqualTo("Rechnung Müller.pdf");
        assertThat(json(first).at("/items/1/contentType").asText()).isEqualTo("text/csv");
        assertThat(json(agent("listDocuments", "GET", path, null)).path("items")).hasSize(2).contains(pdf);
        var page = json(agent("listDocuments", "GET", path + "?limit=1", null));
        assertThat(json(agent("listDocuments", "GET", page.path("next").asText(), null)).path("items")).hasSize(1)
                .doesNotContain(page.at("/items/0"));

        var read = desk.send(AGENT, "GET", href, null);
        assertThat(read.body()).isEqualTo("%PDF-1.4 one");
        assertThat(read.headers().firstValue("ETag")).contains("\"" + pdf.path("sha256").asText() + "\"");
        assertThat(read.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(read.headers().firstValueAsLong("Content-Length")).hasValue(12);
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(read.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(read.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;")
                .contains("filename*=UTF-8''Rechnung%20M%C3%BCller.pdf");
        contract.seen("readDocument 200");
        assertThat(agent("readDocument", "GET", href, null, "If-None-Match", etag(read)).statusCode()).isEqualTo(304);

        assertThat(agent("removeDocument", "DELETE", href, null).statusCode()).isEqualTo(204);
        assertThat(agent("removeDocument", "DELETE", href, null).statusCode()).isEqualTo(404);
        assertThat(agent("readDocument", "GET", href, null).statusCode()).isEqualTo(404);
        assertThat(desk.get(path.replace("/documents", "/history")).path("items")).extracting(entry -> entry
                .path("action").asText()).containsExactly("case.opened", "case.document-added", "case.document-added",
                        "case.document-removed");
        for (var wrong : List.of("listDocuments GET " + path.replaceFirst("[0-9a-f-]{36}", NOBODY),
                "addDocuments POST " + path.replaceFirst("[0-9a-f-]{36}", NOBODY))) {
            var request = wrong.split(" ");
            assertThat(request[1].equals("GET")
                    ? agent(request[0], "GET", request[2], null).statusCode()
                    : upload(request[2], Multipart.of().file("a.txt", "text/plain", "a")).statusCode()).isEqualTo(404);
        }
        assertThat(agent("removeDocument", "DELETE", path + "/17", null).statusCode()).isEqualTo(400);
    }

    @Test
    void aRangeOfADocumentIsReadAloneAndOneBehindItsEndIsRefused() {
        var path = open("{\"subject\": \"Ranges\"}").headers().firstValue("Location").orElse("") + "/documents";
        var href = json(upload(path, Multipart.of().file("a.txt", "text/plain", "0123456789"))).at("/items/0/href")
                .asText();
        var tag = etag(desk.send(AGENT, "GET", href, null));

        for (var range : List.of("bytes=2-4 234 bytes-2-4/10", "bytes=7- 789 bytes-7-9/10", "bytes=-2 89 bytes-8-9/10",
                "bytes=5-99 56789 bytes-5-9/10")) {
            var asked = range.split(" ");
            var part = desk.send(AGENT, "GET", href, null, "Range", asked[0], "If-Range", tag);
            assertThat(part.statusCode()).as(range).isEqualTo(206);
            assertThat(part.body()).as(range).isEqualTo(asked[1]);
            assertThat(part.headers().firstValue("Content-Range")).contains(asked[2].replaceFirst("-", " "));
            assertThat(part.headers().firstValueAsLong("Content-Length")).hasValue(asked[1].length());
        }
        contract.seen("readDocument 206");
        for (var all : List.of("bytes=2-4,6-7", "lines=1-2", "bytes=x")) {
            assertThat(desk.send(AGENT, "GET", href, null, "Range", all).body()).as(all).isEqualTo("0123456789");
        }
        assertThat(desk.send(AGENT, "GET", href, null, "Range", "bytes=2-4", "If-Range", "\"old\"").body())
                .isEqualTo("0123456789");
        var behind = agent("readDocument", "GET", href, null, "Range", "bytes=10-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */10");
        assertThat(desk.send(AGENT, "HEAD", href, null).headers().firstValueAsLong("Content-Length")).hasValue(10);
    }

    @Test
    void whatIsNotTakenIsRefusedWithASentence() {
        var path = open("{\"subject\": \"Refused\"}").headers().firstValue("Location").orElse("") + "/documents";

        var large = upload(path, Multipart.of().file("a.txt", "text/plain", "x".repeat(1_048_577)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).path("detail").asText()).contains("at most 1048576 bytes");
        var much = Multipart.of();
        IntStream.range(0, 4).forEach(n -> much.file(n + ".txt", "text/plain", "x".repeat(1_000_000)));
        assertThat(upload(path, much).statusCode()).isEqualTo(413);
        var page = upload(path, Multipart.of().file("a.html", "text/html", "<html><script>alert(1)</script></html>"));
        assertThat(page.statusCode()).isEqualTo(415);
        assertThat(json(page).path("detail").asText()).contains("text/html").contains("application/pdf");
        assertThat(json(upload(path, Multipart.of().file("a.png", "image/png", "%PDF-1.4"))).path("detail").asText())
                .contains("is application/pdf by its bytes").contains("image/png");
        assertThat(upload(path, Multipart.of().file("a.pdf", "application/pdf", "MZ\0\0")).statusCode()).isEqualTo(415);
        assertThat(agent("addDocuments", "POST", path, "{}", "Content-Type", JSON).statusCode()).isEqualTo(415);
        for (var wrong : List.of(Multipart.of(), Multipart.of().field("title", "x"),
                Multipart.of().file("a.txt", "text/plain", ""), Multipart.of().file("a.txt", "text/plain", "a")
                        .field("visibility", "all"),
                Multipart.of().file("a.txt", "text/plain", "a").field("title", "x".repeat(201)),
                Multipart.of().file("a.txt", "text/plain", "a").field("colour", "red"))) {
            assertThat(upload(path, wrong).statusCode()).isEqualTo(400);
        }
        assertThat(agent("addDocuments", "POST", path, "nothing", "Content-Type", "multipart/form-data").statusCode())
                .isEqualTo(400);
        upload(path, Multipart.of().file("a.txt", "text/plain", "a"), "Idempotency-Key", "d2");
        assertThat(upload(path, Multipart.of().file("a.txt", "text/plain", "b"), "Idempotency-Key", "d2").statusCode())
                .isEqualTo(422);
        upload(path, Multipart.of().file("b.txt", "text/plain", "b").file("c.txt", "text/plain", "c"));
        assertThat(upload(path, Multipart.of().file("d.txt", "text/plain", "d")).statusCode()).isEqualTo(409);
    }

    @Test
    void aDocumentInASystemIsFetchedThroughTheHubOrASentenceSaysWhyNot() {
        desk.told("case",
                """
                        {"source": {"key": "77"}, "changedAt": "2026-01-06T10:00:00Z", "subject": "Photo sent", "status": "open",
                         "openedAt": "2026-01-06T09:00:00Z", "documents": [{"name": "photo.png", "contentType": "image/png",
                         "path": "77/photo"}, {"name": "stolen.txt", "path": "http://localhost:1/files/secret"}]}""");
        var path = desk.get("/api/v1/cases?q=photo%20sent").at("/items/0/href").asText() + "/documents";
        var listed = json(agent("listDocuments", "GET", path, null)).path("items");
        var photo = listed.findParents("fileName").stream().filter(one -> one.path("fileName").asText()
                .equals("photo.png")).findFirst().orElseThrow();
        var href = photo.path("href").asText();

        assertThat(photo.path("origin").toString()).isEqualTo(
                "{\"kind\":\"source\",\"system\":\"crm\",\"entity\":\"case\",\"key\":\"77\"}");
        files.answers(200, "Content-Type: text/html", "<b>PNG</b>");
        var read = desk.send(AGENT, "GET", href, null, "Range", "bytes=3-5");
        assertThat(read.body()).isEqualTo("PNG");
        assertThat(read.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(files.asked.getLast()).startsWith("GET /files/77/photo ");
        files.answers(404, "", "gone");
        assertThat(json(agent("readDocument", "GET", href, null)).path("detail").asText()).contains("answered 404");
        files.answers(200, "", "x".repeat(1_048_577));
        assertThat(json(agent("readDocument", "GET", href, null)).path("detail").asText()).contains("larger");
        files.answers(503, "", "");
        assertThat(agent("readDocument", "GET", href, null).statusCode()).isEqualTo(504);
        int asked = files.asked.size();
        var stolen = listed.findParents("fileName").stream().filter(one -> one.path("fileName").asText()
                .equals("stolen.txt")).findFirst().orElseThrow().path("href").asText();
        assertThat(agent("readDocument", "GET", stolen, null).statusCode()).isEqualTo(502);
        assertThat(files.asked).hasSize(asked);
        assertThat(agent("removeDocument", "DELETE", href, null).statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> upload(String path, Multipart form, String... headers) {
        return agent("addDocuments", "POST", path, form.body(),
                with(headers, "Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY));
    }

    private JsonNode parcel() {
        return desk.get("/api/v1/cases?q=parcel%20open").at("/items/0");
    }

    private String ada() {
        return desk.get("/api/v1/customers?ref=crm:1").at("/items/0/id").asText();
    }

    private HttpResponse<String> open(String body) {
        return post("openCase", "/api/v1/cases", body);
    }

    private HttpResponse<String> post(String operation, String path, String body, String... headers) {
        return agent(operation, "POST", path, body, with(headers, "Content-Type", JSON));
    }

    private HttpResponse<String> patch(String path, String body, String... headers) {
        return agent("changeCase", "PATCH", path, body, with(headers, "Content-Type", "application/merge-patch+json"));
    }

    private HttpResponse<String> correct(String path, String body, String... headers) {
        return agent("correctCustomer", "PATCH", path, body,
                with(headers, "Content-Type", "application/merge-patch+json"));
    }

    private HttpResponse<String> token(String customer) {
        return checked("obtainToken", desk.send(PORTAL, "POST", "/api/v1/customers/" + customer + "/tokens", null));
    }

    private HttpResponse<String> erase(String customer) {
        return checked("eraseCustomer", desk.send(ADMIN, "POST", "/api/v1/customers/" + customer + "/erase", null));
    }

    private static String share(String partner, String until) {
        return "{\"partner\": \"" + partner + "\", \"until\": \"" + until + "\"}";
    }

    private HttpResponse<String> replay(String body) {
        return checked("replayAllParked",
                desk.send(INTEGRATOR, "POST", "/api/v1/parked/replay", body, "Content-Type", JSON));
    }

    private HttpResponse<String> call(String secret, String body) {
        return checked("receiveWebhook",
                desk.send((Role) null, "POST", "/api/v1/webhooks/crm-hook", body, "X-Token", secret));
    }

    private HttpResponse<String> put(String operation, String path, String body) {
        return checked(operation, desk.send(INTEGRATOR, "PUT", path, body, "Content-Type", JSON));
    }

    private JsonNode sent(String operation, String path, String body) {
        return json(checked(operation, desk.send(INTEGRATOR, "POST", path, body, "Content-Type", JSON)));
    }

    private HttpResponse<String> preview(String connector, String body) {
        return checked("previewConnector", desk.send(INTEGRATOR, "POST", "/api/v1/connectors/" + connector + "/preview",
                body, "Content-Type", JSON));
    }

    private HttpResponse<String> reidentify(String body) {
        return checked("reidentify",
                desk.send(INTEGRATOR, "POST", "/api/v1/identity/reidentify", body, "Content-Type", JSON));
    }

    private String charles() {
        return desk.get("/api/v1/customers?ref=crm:2").at("/items/0/id").asText();
    }

    private HttpResponse<String> computed(String operation, String path, String body) {
        return checked(operation, desk.send(INTEGRATOR, "POST", path, body, "Content-Type", JSON));
    }

    private HttpResponse<String> integrator(String operation, String method, String path) {
        return checked(operation, desk.send(INTEGRATOR, method, path, null));
    }

    private HttpResponse<String> agent(String operation, String method, String path, @Nullable String body,
            String... headers) {
        return checked(operation, desk.send(AGENT, method, path, body, headers));
    }

    private HttpResponse<String> checked(String operation, HttpResponse<String> answer) {
        contract.check(operation, answer);
        return answer;
    }

    private static Role rightRole(Operation operation) {
        return operation.roles().iterator().next();
    }

    private static String person(String key, String email, String version) {
        return """
                {"source": {"key": "%s"}, "sequence": %s, "changedAt": "2026-01-05T10:00:00Z", "kind": "person",
                 "name": "Grace Hopper", "contacts": [{"type": "email", "value": "%s"}],
                 "addresses": [{"city": "Bonn"}]}""".formatted(key, version, email);
    }

    private static String etag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ExactJson.parse(answer.body());
    }

    private static String[] with(String[] headers, String... more) {
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Something that is told of a customer, and where. */
    private record FactTold(String entity, String operation, String path, String body) {}
}
