package io.casehub.view.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.mapping.ExactJson;
import io.casehub.view.Parts;
import io.casehub.view.Views;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What several systems say of one customer becomes one profile, and every value of it can be
 * traced.
 */
class GoldenIT {

    private static final String MAIL = "ada@blum.example";
    private static final String OLD_PHONE = "+49301234567";
    private static final String NEW_PHONE = "+49307654321";

    @TempDir
    static Path temp;

    @TempDir
    Path mappings;

    private Arrivals hub;

    @BeforeEach
    void opensTheHub() {
        hub = new Arrivals(temp,
                more -> more.registerBean("rulesOfThisTest", Ownership.class, () -> new Ownership(mappings),
                        definition -> definition.setPrimary(true)),
                "ingest", "audit", "identity", "cases", "outbound.corrections", "view");
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void withoutRulesForFieldsTheOrderOfSystemsDecidesThenTheLaterChange() {
        rules("customer: {order: [crm, erp]}");

        arrive(ada("crm:1", "Ada Blum", OLD_PHONE).version(1), ada("crm:2", "Ada B. Blum", OLD_PHONE).version(2),
                ada("erp:E1", "Ada Maria Blum", NEW_PHONE).version(9));

        assertThat(profile().path("name").asText()).isEqualTo("Ada B. Blum");
        assertThat(chosen("name")).isEqualTo("crm:2 by latest");
        assertThat(chosen("phone")).isEqualTo("crm:2 by order");
        assertThat(chosen("email")).isEqualTo("crm:2 by only");
        assertThat(chosen("kind")).isEqualTo("crm:2 by only");
    }

    @Test
    void aFieldWithARuleOfItsOwnIsChosenByIt() {
        rules("""
                customer:
                  order: [crm, erp, billing]
                  fields:
                    phone:   {by: latest}
                    name:    {order: [erp, crm]}
                    address: {by: completest}
                """);

        arrive(ada("crm:1", "Ada Blum", OLD_PHONE).with("givenName", "Ada").version(2),
                ada("erp:E1", "Ada Maria Blum", OLD_PHONE).with("givenName", "Ada Maria").version(1),
                ada("billing:B1", "A. Blum", NEW_PHONE).version(3).with("addresses",
                        List.of(Map.of("street", "Seestraße 5", "postcode", "88131", "city", "Lindau"))));

        assertThat(chosen("name")).isEqualTo("erp:E1 by order");
        assertThat(profile().path("givenName").asText()).isEqualTo("Ada Maria");
        assertThat(chosen("phone")).isEqualTo("billing:B1 by latest");
        assertThat(chosen("address")).isEqualTo("billing:B1 by completest");
        assertThat(profile().at("/addresses/0/preferred").asBoolean()).isTrue();
        assertThat(profile().path("contacts")).extracting(contact -> contact.path("value").asText())
                .containsExactly(MAIL, NEW_PHONE, OLD_PHONE);
    }

    @Test
    void equalValuesOfSeveralSystemsAreOneWithAllTheirSourcesAndOneOfEachKindIsPreferred() {
        rules("customer: {order: [crm, erp, billing]}");

        arrive(ada("crm:1", "Ada Blum", OLD_PHONE), ada("erp:E1", "ADA BLUM", OLD_PHONE).with("addresses",
                List.of(Map.of("city", "LINDAU"))), ada("billing:B1", "Ada Blum", NEW_PHONE));

        assertThat(profile().path("contacts")).hasSize(3);
        assertThat(profile().at("/contacts/0/alsoFrom")).extracting(GoldenIT::ref)
                .containsExactly("erp:E1", "billing:B1");
        assertThat(profile().at("/contacts/1/alsoFrom")).extracting(GoldenIT::ref).containsExactly("erp:E1");
        assertThat(profile().at("/contacts/2").has("alsoFrom")).isFalse();
        assertThat(profile().path("contacts")).filteredOn(contact -> contact.path("preferred").asBoolean())
                .extracting(contact -> contact.path("value").asText()).containsExactly(MAIL, OLD_PHONE);
        assertThat(profile().path("addresses")).hasSize(1);
        assertThat(profile().path("identifiers")).hasSize(1);
        assertThat(profile().path("name").asText()).isEqualTo("Ada Blum");
        assertThat(chosen("name")).isEqualTo("crm:1 by only");
    }

    @Test
    void theSenderOfAMailNeverBeatsAFullRecord() {
        rules("customer: {order: [email, crm], fields: {name: {by: latest}, email: {order: [email]}}}");

        arrive(ada("crm:1", "Ada Blum", OLD_PHONE).version(1), Arrival.sender(MAIL, "Mum").version(9));

        assertThat(profile().path("records")).hasSize(2);
        assertThat(chosen("name")).isEqualTo("crm:1 by full-record");
        assertThat(chosen("email")).isEqualTo("crm:1 by only");
        assertThat(profile().at("/records/1/thin").asBoolean()).isTrue();
    }

    @Test
    void whatLostIsToldWithItsSources() {
        rules("customer: {order: [crm, erp], fields: {phone: {by: latest}}}");

        arrive(ada("crm:1", "Ada Blum", OLD_PHONE).version(2), ada("erp:E1", "Ada Maria Blum", NEW_PHONE).version(3),
                ada("billing:B1", "Ada Maria Blum", OLD_PHONE).version(1));

        var name = explained().path("name");
        assertThat(name.path("value").asText()).isEqualTo("Ada Blum");
        assertThat(name.path("rule").asText()).isEqualTo("order");
        assertThat(name.path("asOf").asText()).isEqualTo("2026-03-03T12:00:00Z");
        assertThat(name.at("/others/0/value").asText()).isEqualTo("Ada Maria Blum");
        assertThat(ref(name.at("/others/0/source"))).isEqualTo("erp:E1");
        assertThat(name.at("/others/0/alsoFrom")).extracting(GoldenIT::ref).containsExactly("billing:B1");
        var phone = explained().path("phone");
        assertThat(phone.path("value").asText()).isEqualTo(NEW_PHONE);
        assertThat(phone.at("/others/0/value").asText()).isEqualTo(OLD_PHONE);
        assertThat(phone.at("/others/0/alsoFrom")).extracting(GoldenIT::ref).containsExactly("billing:B1");
    }

    @Test
    void everyTracedValueStandsInTheRecordItIsSaidToComeFrom() {
        rules("customer: {order: [crm, erp, billing], fields: {phone: {by: latest}, address: {by: completest}}}");
        arrive(ada("crm:1", "Ada Blum", OLD_PHONE).version(2).with("language", "de"),
                ada("erp:E1", "Ada Maria Blum", NEW_PHONE).version(3).with("language", "de-DE"),
                ada("billing:B1", "Ada Maria Blum", OLD_PHONE).version(1).with("birthDate", "1990-02-01"),
                Arrival.sender(MAIL, "Mum"));

        var traced = new ArrayList<String>();
        for (var field : GoldenField.ALL) {
            var told = explained().path(field.word());
            var values = new ArrayList<>(told.isMissingNode() ? List.of() : List.of(told));
            told.path("others").forEach(values::add);
            for (var value : values) {
                assertThat(said(field, value.path("source"))).as(field.word()).contains(value.path("value"));
                traced.add(field.word() + " " + ref(value.path("source")));
                value.path("alsoFrom").forEach(source -> {
                    assertThat(said(field, source)).as(field.word()).contains(value.path("value"));
                    traced.add(field.word() + " " + ref(source));
                });
            }
        }

        // each record's every value of these fields is told exactly once
        assertThat(traced).doesNotHaveDuplicates().hasSize(4 + 4 + 2 + 1 + 4 + 3 + 3);
    }

    @Test
    void ofManyThatLostTenAreToldAndHowManyMore() {
        rules("customer: {order: [crm]}");

        arrive(IntStream.range(0, 13).mapToObj(n -> ada("crm:" + n, "Ada Blum", OLD_PHONE).version(n)
                .with("addresses", List.of(Map.of("city", "Town " + n)))).toArray(Arrival[]::new));

        assertThat(explained().at("/address/value/city").asText()).isEqualTo("Town 12");
        assertThat(explained().at("/address/others")).hasSize(10);
        assertThat(explained().at("/address/more").asInt()).isEqualTo(2);
        assertThat(profile().path("addresses")).hasSize(13);
    }

    @Test
    void whatWasShownIsExplainedAlsoWhenTheRulesAreOthersByNow() {
        rules("customer: {order: [crm, erp]}");
        arrive(ada("crm:1", "Ada Blum", OLD_PHONE), ada("erp:E1", "Ada Maria Blum", OLD_PHONE));

        rules("customer: {order: [erp, crm] }");

        assertThat(explained().at("/name/value").asText()).isEqualTo("Ada Blum").isEqualTo(profile().path("name")
                .asText());
        hub.arrive(ada("crm:1", "Ada Blum", NEW_PHONE).version(40));
        assertThat(explained().at("/name/value").asText()).isEqualTo("Ada Maria Blum");
    }

    @Test
    void aBrokenFileIsRefusedAndWhatItSaidBeforeStays() {
        rules("customer: {order: [erp, crm]}");
        arrive(ada("crm:1", "Ada Blum", OLD_PHONE), ada("erp:E1", "Ada Maria Blum", OLD_PHONE));

        rules("customer: {order: [crm, erp], fields: {phone: {by: newest}}}");
        hub.arrive(ada("crm:1", "Ada Blum", NEW_PHONE).version(40));

        assertThat(chosen("name")).isEqualTo("erp:E1 by order");
    }

    private void arrive(Arrival... records) {
        hub.arrive(records);
    }

    /** One of Ada's records: they share her mail address and a number that only she has. */
    private static Arrival ada(String ref, String name, String phone) {
        return Arrival.customer(ref, name, MAIL, phone).with("identifiers",
                List.of(Map.of("scheme", "vat", "value", "DE123456789")));
    }

    private void rules(String yaml) {
        try {
            Files.writeString(mappings.resolve("ownership.yaml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode profile() {
        return customer(hub.rooms.get(Views.class).read(hub.customer("crm:1")));
    }

    private JsonNode explained() {
        return customer(hub.rooms.get(Views.class).explained(hub.customer("crm:1"), Parts.ALL)).path("golden");
    }

    private static JsonNode customer(Views.View view) {
        return ExactJson.parse(new String(view.json(), StandardCharsets.UTF_8)).path("customer");
    }

    private String chosen(String field) {
        var golden = profile().path("golden").path(field);
        return ref(golden.path("source")) + " by " + golden.path("rule").asText();
    }

    /** What the raw record says of a field, as it once came from its system. */
    private List<JsonNode> said(GoldenField field, JsonNode source) {
        var raw = hub.database.jdbc().sql("""
                select v.raw from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                where r.entity = 'customer' and r.system || ':' || r.key = ?
                """).param(ref(source)).query(String.class).single();
        return field.said((ObjectNode) ExactJson.parse(raw).path("record")).stream().map(field::value).toList();
    }

    private static String ref(JsonNode source) {
        return source.path("system").asText() + ":" + source.path("key").asText();
    }
}
