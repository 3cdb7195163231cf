package io.casehub.api;

import static io.casehub.security.Role.AGENT;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the crm has told of before a {@link ContractPart} begins: Ada Lovelace, who has one of
 * everything, and Charles Babbage, who has nothing. The tests have one hub in common, so it is told
 * once; what a test tells beside it has keys of its own.
 */
final class Acquaintances {

    private final Desk desk;
    private boolean told;
    private @Nullable Merged retired;
    private @Nullable Merged mergedCase;

    Acquaintances(Desk desk) {
        this.desk = desk;
    }

    void areTold() {
        if (told) {
            return;
        }
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
        told = true;
    }

    String ada() {
        return customer("1");
    }

    String charles() {
        return customer("2");
    }

    /** The case of Ada's parcel, as the list of cases has it. */
    JsonNode parcel() {
        return found("parcel%20open");
    }

    /** A customer who turned out to be another one. */
    Merged retired() {
        if (retired == null) {
            desk.told("customer", person("8", "grace8@example.org", "1"), person("9", "grace9@example.org", "1"));
            var both = List.of(customer("8"), customer("9"));
            desk.told("customer", person("9", "grace8@example.org", "2"));
            var survivor = customer("9");
            retired = new Merged(both.get(both.getFirst().equals(survivor) ? 1 : 0), survivor);
        }
        return retired;
    }

    /** A case that an agent found to be part of another one, both by their numbers. */
    Merged mergedCase() {
        if (mergedCase == null) {
            desk.told("case", matter("811", "2", "Kettle one"), matter("812", "2", "Kettle two"));
            var answer = desk.send(AGENT, "POST", found("kettle%20one").path("href").asText() + "/merge",
                    "{\"cases\": [\"" + found("kettle%20two").path("number").asText() + "\"]}", "Content-Type",
                    CheckedHub.JSON);
            var merged = ExactJson.parse(answer.body()).at("/merged/0");
            mergedCase = new Merged(merged.path("case").asText(), merged.path("into").asText());
        }
        return mergedCase;
    }

    static String person(String key, String email, String version) {
        return """
                {"source": {"key": "%s"}, "sequence": %s, "changedAt": "2026-01-05T10:00:00Z", "kind": "person",
                 "name": "Grace Hopper", "contacts": [{"type": "email", "value": "%s"}],
                 "addresses": [{"city": "Bonn"}]}""".formatted(key, version, email);
    }

    static String matter(String key, String customer, String subject) {
        return """
                {"source": {"key": "%s"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "%s"},
                 "subject": "%s", "status": "open", "openedAt": "2026-01-06T09:00:00Z"}"""
                .formatted(key, customer, subject);
    }

    private String customer(String key) {
        return desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id").asText();
    }

    /** The case that is found by its subject, as the list of cases has it. */
    JsonNode found(String subject) {
        return desk.get("/api/v1/cases?q=" + subject).at("/items/0");
    }

    /** What is gone, and what it has become part of. */
    record Merged(String gone, String into) {}
}
