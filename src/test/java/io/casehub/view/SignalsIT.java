package io.casehub.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.ClockByHand;
import io.casehub.identity.IdentityDecisions;
import io.casehub.mapping.ExactJson;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** What is wrong with a customer is seen when it becomes so, and for as long as it is so. */
class SignalsIT {

    private static final Instant TENTH = Instant.parse("2026-03-10T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String MAIL = "ada@blum.example";

    @TempDir
    static Path temp;

    @TempDir
    Path mappings;

    private final ClockByHand clock = new ClockByHand(TENTH);
    private final List<String> told = new ArrayList<>();
    private Arrivals hub;
    private int written;

    @BeforeEach
    void opensTheHub() throws IOException {
        rules(Files.readString(Path.of("mappings/signals.yaml")));
        hub = new Arrivals(temp, this::prepare, "ingest", "audit", "identity", "cases",
                "outbound.corrections", "view");
        hub.arrive(Arrival.customer("crm:1", "Ada Blum", MAIL));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aParcelIsLateOnceItsDayIsOverAndNoMoreWhenItHasArrived() {
        arrive(Arrival.order("A-1", "E1").with("customer", Map.of("system", "crm", "key", "1")),
                parcel("in-transit", 1));
        assertThat(signals()).isEmpty();
        var before = version();

        clock.set(Instant.parse("2026-03-10T22:59:59Z"));
        assertThat(age()).isZero();
        clock.set(Instant.parse("2026-03-10T23:00:00Z"));
        assertThat(age()).isOne();

        assertThat(signals()).containsExactly("parcel-late T1 2026-03-10T23:00:00Z [shipment T1]");
        assertThat(told).containsExactly("raised parcel-late");
        assertThat(version()).isNotEqualTo(before);
        assertThat(age()).isZero();
        arrive(parcel("delivered", 2));
        assertThat(signals()).isEmpty();
        assertThat(told).containsExactly("raised parcel-late", "cleared parcel-late");
    }

    @Test
    void aDisputeAndAnInvoiceThatBecomesOverdueAreOneSignalThatEndsWithEither() {
        arrive(Arrival.matter("billing:D1", null).with("customer", Map.of("system", "crm", "key", "1"))
                .with("type", "dispute"), invoice("open"));
        assertThat(kinds()).doesNotContain("dispute-and-overdue");

        clock.pass(DAY);
        age();

        assertThat(kinds()).contains("dispute-and-overdue", "invoice-overdue");
        var both = view().path("signals").path("items").valueStream()
                .filter(item -> item.path("signal").asText().equals("dispute-and-overdue")).findFirst().orElseThrow();
        assertThat(both.path("evidence")).hasSize(2);
        assertThat(both.path("reason").asText()).endsWith("is a dispute, and 1 invoice is overdue");
        arrive(invoice("paid").version(2));
        assertThat(kinds()).doesNotContain("dispute-and-overdue", "invoice-overdue");
    }

    @Test
    void theThirdContactInAWeekIsSeenUntilTheWeekIsOver() {
        arrive(contact("c1", "2026-03-04T10:00:00Z"), contact("c2", "2026-03-09T10:00:00Z"),
                contact("legs-of-c2", "2026-03-09T10:05:00Z").with("conversation", "c"),
                contact("more-legs", "2026-03-09T10:06:00Z").with("conversation", "c"));
        assertThat(kinds()).containsExactly("repeated-contact");
        arrive(contact("ours", "2026-03-09T11:00:00Z").with("direction", "outbound"),
                contact("c1", "2026-03-04T10:00:00Z").with("automatic", "a program").version(2));
        assertThat(kinds()).isEmpty();

        arrive(contact("c3", "2026-03-10T11:00:00Z"));
        assertThat(signals()).containsExactly("repeated-contact contacts 2026-03-10T11:00:00Z "
                + "[interaction c2, interaction legs-of-c2, interaction c3]");
        clock.set(Instant.parse("2026-03-16T10:00:00Z"));
        age();

        assertThat(kinds()).isEmpty();
        assertThat(told).containsExactly("raised repeated-contact", "cleared repeated-contact",
                "raised repeated-contact", "cleared repeated-contact");
    }

    @Test
    void aContactFromAnAddressNobodyKnowsIsSeenUntilARecordHasIt() {
        arrive(contact("c1", "2026-03-09T10:00:00Z").with("from", Map.of("address", "Ada@Elsewhere.example")),
                contact("c2", "2026-03-09T11:00:00Z").with("from", Map.of("address", "ADA@blum.example")));

        assertThat(signals())
                .containsExactly("new-address ada@elsewhere.example 2026-03-09T10:00:00Z [interaction c1]");
        arrive(Arrival.customer("crm:1", "Ada Blum", MAIL, "ada@elsewhere.example").version(8));
        assertThat(signals()).isEmpty();
    }

    @Test
    void aFailedPaymentAndAScoreBeyondItsBoundsAreSeen() {
        arrive(of("billing/payment", "P1", Map.of("status", "failed", "paidAt", "2026-03-09T10:00:00Z", "amount",
                Map.of("amount", "10.00", "currency", "EUR"))), score("s1", "churn", "0.8", "2026-03-09T10:00:00Z"));
        assertThat(kinds()).containsExactlyInAnyOrder("payment-failed", "score");

        arrive(score("s2", "churn", "0.1", "2026-03-10T10:00:00Z"));
        clock.pass(DAY.multipliedBy(14));
        age();

        assertThat(kinds()).isEmpty();
    }

    @Test
    void signalsGoWithTheRecordsInAMergeAndInASplit() {
        arrive(Arrival.customer("crm:2", "Bea Stern", "bea@stern.example"), contact("c1", "2026-03-09T10:00:00Z"),
                contact("c2", "2026-03-09T11:00:00Z"),
                contact("c3", "2026-03-09T12:00:00Z").with("customer", Map.of("key", "2"))
                        .with("from", Map.of("address", "bea@stern.example")));
        assertThat(kinds()).isEmpty();
        var decisions = hub.rooms.get(IdentityDecisions.class);
        var wish = new IdentityDecisions.Wish("agent:ada", "one", false);

        decisions.merge(Set.of(hub.customer("crm:1"), hub.customer("crm:2")), wish, outcome -> outcome);
        assertThat(kinds()).containsExactly("repeated-contact");
        decisions.split(hub.customer("crm:1"), Set.of(new SourceRef("crm", Entity.CUSTOMER, "2")), wish,
                outcome -> outcome);

        assertThat(kinds()).isEmpty();
        assertThat(told).containsExactly("raised repeated-contact", "cleared repeated-contact");
    }

    @Test
    void otherRulesApplyToWhatIsKnownAlready() throws IOException {
        arrive(contact("c1", "2026-03-09T10:00:00Z"), contact("c2", "2026-03-09T11:00:00Z"));
        hub.rooms.get(Ageing.class).walk();
        age();
        assertThat(kinds()).isEmpty();

        rules("zone: UTC\nsignals: {repeated-contact: {on: true, contacts: 2, within: P7D}}");
        hub.rooms.get(Ageing.class).walk();
        age();
        assertThat(kinds()).containsExactly("repeated-contact");
        rules("zone: UTC\nsignals: {repeated-contact: {on: false}}");
        hub.rooms.get(Ageing.class).walk();
        age();

        assertThat(kinds()).isEmpty();
        assertThat(age()).isZero();
    }

    @Test
    void aSuggestionThatRunsOutIsShownBehindThoseThatAreOpen() {
        arrive(suggestion("old", "2026-03-08T10:00:00Z"),
                suggestion("new", "2026-03-09T10:00:00Z").with("expiresAt", "2026-03-10T13:00:00Z"));
        assertThat(keys("suggestions")).containsExactly("new", "old");
        var before = version();

        clock.pass(Duration.ofHours(1));
        assertThat(age()).isOne();

        assertThat(keys("suggestions")).containsExactly("old", "new");
        assertThat(view().at("/suggestions/open").asInt()).isOne();
        assertThat(view().at("/suggestions/items/1/outcome")).hasToString(
                "{\"status\":\"expired\",\"by\":\"rule:expiry\",\"at\":\"2026-03-10T13:00:00Z\"}");
        assertThat(version()).isNotEqualTo(before);
        assertThat(age()).isZero();
    }

    @Test
    void ofScoresAndConsentsTheNewestOfEachKindIsShown() {
        arrive(score("s1", "churn", "0.1", "2026-03-01T10:00:00Z"), score("s2", "churn", "0.2", "2026-03-03T10:00:00Z"),
                score("s3", "churn", "0.3", "2026-03-02T10:00:00Z"), score("s4", "csat", "4", "2026-03-01T10:00:00Z"),
                consent("k1", "mail", "given", "2026-03-01T10:00:00Z"),
                consent("k2", "mail", "withdrawn", "2026-03-02T10:00:00Z"),
                consent("k3", "call", "given", "2026-03-01T10:00:00Z"));

        assertThat(keys("scores")).containsExactly("s2", "s4");
        assertThat(keys("consents")).containsExactly("k2", "k3");
        assertThat(view().at("/scores/count").asInt()).isEqualTo(4);
        assertThat(view().at("/scores/next").asText()).endsWith("timeline?section=scores");
    }

    @Test
    void openCasesComeFirstAndInvoicesHaveOneBalanceForEachCurrency() {
        arrive(Arrival.ticket("open", "1").version(1),
                Arrival.ticket("closed", "1").with("status", "closed").version(5),
                invoice("open"), invoice("open").with("source", Map.of("key", "R2")),
                invoice("paid").with("source", Map.of("key", "R3")),
                invoice("open").with("source", Map.of("key", "R4")).with("balance",
                        Map.of("amount", "0.10", "currency", "USD")));

        assertThat(view().at("/cases/open").asInt()).isOne();
        assertThat(view().at("/cases/items")).extracting(item -> item.path("status").asText()).containsExactly("open",
                "closed");
        assertThat(view().at("/invoices/balance")).hasToString(
                "[{\"amount\":\"25.00\",\"currency\":\"EUR\"},{\"amount\":\"0.10\",\"currency\":\"USD\"}]");
    }

    @Test
    void aTranscriptStandsInTheViewByReference() {
        arrive(contact("c1", "2026-03-09T10:00:00Z").with("transcript", Map.of("text", "Good morning")));

        assertThat(view().at("/interactions/items/0/transcript").properties()).singleElement()
                .satisfies(field -> assertThat(field.getValue().asText()).startsWith("/api/v1/interactions/crm."));
    }

    private void prepare(GenericApplicationContext context) {
        context.getEnvironment().getPropertySources()
                .addFirst(new MapPropertySource("here", Map.of("casehub.mappings", mappings.toString())));
        clock.into(context);
        context.addApplicationListener(event -> {
            if (event instanceof PayloadApplicationEvent<?> payload
                    && payload.getPayload() instanceof SignalsChanged changed) {
                changed.changes().forEach(change -> told.add((change.isRaised() ? "raised " : "cleared ")
                        + change.signal().kind().word()));
            }
        });
    }

    private void rules(String text) throws IOException {
        var file = mappings.resolve("signals.yaml");
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + 1000L * ++written));
    }

    private void arrive(Arrival... records) {
        hub.arrive(records);
    }

    private int age() {
        return hub.rooms.get(Ageing.class).age();
    }

    private String version() {
        return hub.rooms.get(Views.class).read(hub.customer("crm:1")).version();
    }

    private JsonNode view() {
        return ExactJson.parse(new String(hub.rooms.get(Views.class).read(hub.customer("crm:1")).json(),
                StandardCharsets.UTF_8));
    }

    private List<String> kinds() {
        return view().at("/signals/items").valueStream().map(item -> item.path("signal").asText()).toList();
    }

    private List<String> signals() {
        return view().at("/signals/items").valueStream().map(item -> item.path("signal").asText() + " "
                + item.path("about").asText() + " " + item.path("since").asText() + " "
                + item.path("evidence").valueStream()
                        .map(ref -> ref.path("entity").asText() + " " + ref.path("key").asText()).toList())
                .toList();
    }

    private List<String> keys(String section) {
        return view().path(section).path("items").valueStream().map(item -> item.at("/source/key").asText()).toList();
    }

    private static Arrival parcel(String status, int version) {
        return Arrival.shipment("T1", "A-1").with("status", status).with("promisedOn", "2026-03-10").version(version);
    }

    private static Arrival invoice(String status) {
        return Arrival.invoice("R1", "B1").with("customer", Map.of("system", "crm", "key", "1")).with("status", status)
                .with("dueOn", "2026-03-10");
    }

    private static Arrival contact(String key, String at) {
        return Arrival.message(key, "1").with("at", at).with("from", Map.of("address", MAIL));
    }

    private static Arrival score(String key, String name, String value, String at) {
        return of("crm/score", key, Map.of("name", name, "value", value, "by", "lab", "computedAt", at));
    }

    private static Arrival consent(String key, String channel, String status, String at) {
        return of("crm/consent", key, Map.of("purpose", "newsletter", "channel", channel, "status", status, "at", at));
    }

    private static Arrival suggestion(String key, String at) {
        return of("crm/suggestion", key, Map.of("title", "Call her", "by", "lab", "computedAt", at));
    }

    private static Arrival of(String mapping, String key, Map<String, ?> said) {
        var ref = mapping.substring(0, mapping.indexOf('/')) + ":" + key;
        var record = new Arrival(mapping, Arrival.matter(ref, null).record().removeAll());
        var arrival = record.with("source", Map.of("key", key)).with("customer", Map.of("system", "crm", "key", "1"));
        for (var field : said.entrySet()) {
            arrival = arrival.with(field.getKey(), field.getValue());
        }
        return arrival;
    }
}
