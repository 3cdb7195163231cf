package io.casehub.api;

import static io.casehub.api.Acquaintances.person;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.etag;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.api.CheckedHub.with;
import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Customers found, read, read as they were, and corrected. */
@RunningHub
@Keeps({"findCustomers", "readCustomer", "readTimeline", "correctCustomer"})
class CustomersContractIT extends ContractPart {

    CustomersContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void customersAreFoundByWhateverTheCallerSays() {
        for (var asked : List.of("email=ADA@example.org", "phone=030%201234567", "phone=%2B49-30-1234567",
                "name=lovelace", "ref=crm:1", "order=A-100", "q=ada@example.org", "q=0301234567", "q=A-100",
                "q=crm:1", "q=Ada%20Lovelace", "order=a%20100", "invoice=R-1", "tracking=t1", "q=T1", "q=R-1",
                "ref=crm:7",
                "ref=crm:s1", "name=Lovelase%20Adah", "case=" + known.parcel().path("number").asText(),
                "q=" + known.parcel().path("number").asText().toLowerCase(Locale.ROOT),
                "name=babbage&phone=0301234567&email=ada@example.org")) {
            var answer = hub.agent("findCustomers", "/api/v1/customers?" + asked);

            assertThat(answer.statusCode()).as(asked).isEqualTo(200);
            assertThat(json(answer).at("/items/0/name").asText()).as(asked).isEqualTo("Ada Lovelace");
            assertThat(json(answer).at("/items/0/openCases").findValuesAsText("subject")).as(asked)
                    .contains("Parcel open");
        }
        desk.told("customer", person("78", "pascal@example.org", "1").replaceAll("\"name\": \"[^\"]*\"",
                "\"name\": \"Blaise Pascal\""));
        var both = json(hub.agent("findCustomers", "/api/v1/customers?name=paskal&phone=0301234567&order=A-100"))
                .path("items");
        assertThat(both).hasSize(2);
        assertThat(both.at("/0/matched")).hasSize(2);
        assertThat(both.at("/0/matched/0")).isEqualTo(ExactJson.parse("""
                {"parameter": "order", "by": "order", "score": 1.0, "how": "order A-100 of crm"}"""));
        assertThat(both.at("/1/matched/0/by").asText()).isEqualTo("name");
        for (var wrong : List.of("", "?phone=none", "?email=none", "?ref=17", "?name=a&name=b")) {
            assertThat(hub.agent("findCustomers", "/api/v1/customers" + wrong).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void theViewOfACustomerIsReadOnceAndThenOnlyWhenItChanged() {
        var path = "/api/v1/customers/" + known.ada();
        var first = hub.agent("readCustomer", path);
        var again = hub.agent("readCustomer", path, "If-None-Match", etag(first));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        for (var section : List.of("orders", "subscriptions", "invoices", "payments", "shipments", "interactions")) {
            assertThat(json(first).path(section).path("count").asInt()).as(section).isEqualTo(1);
        }
        assertThat(again.statusCode()).isEqualTo(304);
        for (var tag : List.of(etag(first).replace("W/", ""), "\"0\" , " + etag(first))) {
            assertThat(hub.agent("readCustomer", path, "If-None-Match", tag).statusCode()).as(tag)
                    .isEqualTo(304);
        }
        assertThat(hub.agent("readCustomer", "/api/v1/customers/" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(hub.agent("readCustomer", "/api/v1/customers/17").statusCode()).isEqualTo(400);
    }

    @Test
    void theViewTellsWhereEachValueComesFromWhereThatIsAskedFor() {
        var path = "/api/v1/customers/" + known.ada();
        var lean = hub.agent("readCustomer", path);
        var traced = hub.agent("readCustomer", path + "?include=provenance");
        var again = hub.agent("readCustomer", path + "?include=provenance", "If-None-Match", etag(traced));
        var other = hub.agent("readCustomer", path + "?include=provenance", "If-None-Match", etag(lean));

        assertThat(json(lean).at("/customer/golden/name").has("value")).isFalse();
        assertThat(json(traced).at("/customer/golden/name/value").asText()).isEqualTo("Ada Lovelace");
        assertThat(json(traced).at("/customer/golden/name/source/system").asText()).isEqualTo("crm");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(other.statusCode()).isEqualTo(200);
        for (var wrong : List.of("?include=all", "?include=provenance,provenance", "?includes=provenance")) {
            assertThat(hub.agent("readCustomer", path + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void lessOfTheViewIsAnsweredWhereLessIsAskedFor() {
        var path = "/api/v1/customers/" + known.ada();
        var whole = json(hub.agent("readCustomer", path));
        var sections = hub.agent("readCustomer", path + "?sections=invoices,orders");
        var fields = json(hub.agent("readCustomer",
                path + "?fields=customer.name,invoices.items.total.amount,cases.count,sources.crm"));

        assertThat(json(sections).fieldNames()).toIterable().containsExactly("orders", "invoices");
        assertThat(json(sections).path("orders")).isEqualTo(whole.path("orders"));
        assertThat(hub.agent("readCustomer", path + "?sections=invoices,orders", "If-None-Match", etag(sections))
                .statusCode()).isEqualTo(304);
        assertThat(fields.path("customer")).isEqualTo(ExactJson.parse("{\"name\": \"Ada Lovelace\"}"));
        assertThat(fields.path("invoices"))
                .isEqualTo(ExactJson.parse("{\"items\": [{\"total\": {\"amount\": \"129.90\"}}]}"));
        assertThat(fields.path("cases")).isEqualTo(ExactJson.parse("{\"count\": " + whole.at("/cases/count") + "}"));
        assertThat(json(hub.agent("readCustomer", path + "?sections=sources")).size()).isOne();
        for (var wrong : Map.of("sections=orders,bills", "bills", "fields=customer.nam", "nam", "fields=orders.total",
                "total", "fields=customer..name", "''", "sections=orders&fields=customer.name", "customer",
                "fields=customer.name.first", "first").entrySet()) {
            var answer = hub.agent("readCustomer", path + "?" + wrong.getKey());
            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.getValue());
        }
    }

    @Test
    void whoeverSaysHowOldAnAnswerMayBeIsToldHowOldItIs() {
        var path = "/api/v1/customers/" + known.ada();
        var answer = hub.agent("readCustomer", path + "?maxAge=PT1M,scores:PT1S&deadline=PT1S");
        var header = hub.agent("readCustomer", path + "?sections=orders", "Cache-Control", "max-age=30");

        assertThat(json(answer).at("/freshness/sections/scores/maxAge").asText()).isEqualTo("PT1S");
        assertThat(json(answer).at("/freshness/sections/orders/maxAge").asText()).isEqualTo("PT1M");
        assertThat(json(header).at("/freshness/sections").fieldNames()).toIterable().containsExactly("orders");
        assertThat(hub.agent("readCustomer", "/api/v1/customers/" + NOBODY + "?maxAge=PT1S").statusCode())
                .isEqualTo(404);
        for (var wrong : List.of("maxAge=10", "maxAge=sources:PT1S", "deadline=PT1S", "maxAge=PT1S&deadline=PT1M")) {
            assertThat(hub.agent("readCustomer", path + "?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void whatWasKnownThenIsAnsweredInTheShapeOfNow() {
        var path = "/api/v1/customers/" + known.ada();
        var asOf = Instant.now();

        for (var asked : List.of("", "&include=provenance")) {
            var past = hub.agent("readCustomer", path + "?asOf=" + asOf + asked);
            assertThat(past.statusCode()).isEqualTo(200);
            assertThat(json(past).at("/orders/items/0/number").asText()).isEqualTo("A-100");
            assertThat(json(past).at("/orders/items/0").has("provenance")).isEqualTo(!asked.isEmpty());
        }
        assertThat(json(hub.agent("readTimeline", path + "/timeline?limit=1&asOf=" + asOf)).path("next")
                .asText()).contains("asOf=");
        for (var line : List.of("", "/timeline")) {
            var operation = line.isEmpty() ? "readCustomer" : "readTimeline";
            assertThat(hub.agent(operation, path + line + "?asOf=2020-11-20T09:00Z").statusCode())
                    .isEqualTo(404);
            for (var wrong : List.of("2126-11-20T09:00Z", "yesterday", "2026-11-20T09:00")) {
                assertThat(hub.agent(operation, path + line + "?asOf=" + wrong).statusCode()).as(wrong)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void theTimeLineIsReadToItsEndByItsLinks() {
        var start = "/api/v1/customers/" + known.ada() + "/timeline";
        var all = json(hub.agent("readTimeline", start)).path("items");
        var stepped = new ArrayList<JsonNode>();
        for (var next = start + "?limit=2"; !next.isEmpty();) {
            var page = json(hub.agent("readTimeline", next));
            page.path("items").forEach(stepped::add);
            next = page.path("next").asText();
        }

        assertThat(all.size()).isGreaterThanOrEqualTo(7);
        assertThat(stepped).hasSize(all.size()).containsExactlyElementsOf(all);
        assertThat(json(hub.agent("readTimeline", start + "?section=orders")).path("items")).hasSize(1);
        for (var wrong : List.of("?section=profile", "?behind=x", "?limit=0", "?limit=201", "?limit=many")) {
            assertThat(hub.agent("readTimeline", start + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(hub.agent("readTimeline", "/api/v1/customers/" + NOBODY + "/timeline").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aCustomerIsCorrectedWithTheVersionThatWasRead() {
        desk.told("customer",
                """
                        {"source": {"key": "930"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Grace Hopper",
                         "contacts": [{"type": "email", "value": "grace@navy.example"}, {"type": "phone", "value": "+49305550001"}],
                         "addresses": [{"city": "Bonn"}]}""");
        var path = desk.get("/api/v1/customers?ref=crm:930").at("/items/0/href").asText();
        var read = etag(hub.agent("readCustomer", path));
        var body = "{\"email\": \"Grace@New.example\", \"phone\": \"030 5550002\", \"address\": {\"city\": \"Kiel\"}}";

        var told = correct(path, body, "If-Match", read, "Idempotency-Key", "grace");

        assertThat(told.statusCode()).isEqualTo(202);
        var pending = json(hub.agent("readCustomer", path)).at("/customer/pending");
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
        assertThat(hub.send(AGENT, "correctCustomer", path, body, "If-Match", "*", "Content-Type", "text/plain")
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
    void aRetiredCustomerLeadsToTheSurvivor() {
        var retired = known.retired();
        for (var read : Map.of("readCustomer", "", "readTimeline", "/timeline?limit=3").entrySet()) {
            var answer = hub.agent(read.getKey(), "/api/v1/customers/" + retired.gone() + read.getValue());

            assertThat(answer.statusCode()).isEqualTo(308);
            assertThat(location(answer)).isEqualTo("/api/v1/customers/" + retired.into() + read.getValue());
        }
        assertThat(correct("/api/v1/customers/" + retired.gone(), "{\"name\": \"Ada\"}", "If-Match", "*").statusCode())
                .isEqualTo(308);
    }

    private HttpResponse<String> correct(String path, String body, String... headers) {
        return hub.send(AGENT, "correctCustomer", path, body,
                with(headers, "Content-Type", "application/merge-patch+json"));
    }
}
