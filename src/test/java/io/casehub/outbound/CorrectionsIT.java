package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.cases.RequestKey;
import io.casehub.cases.RequestKeyReused;
import io.casehub.mapping.ExactJson;
import io.casehub.mapping.Mappings;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import io.casehub.outbound.corrections.ContactField;
import io.casehub.view.Parts;
import io.casehub.view.PastViews;
import io.casehub.view.Views;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What agents correct of a customer, from the profile to the system that owns it and back. */
class CorrectionsIT {

    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";

    @TempDir
    Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private Arrivals hub;

    @BeforeEach
    void adaIsKnownToCrmAndErp() {
        hub = new Arrivals(temp, context -> context.registerBean(Carrier.class, () -> carrier), "ingest", "audit",
                "identity", "cases", "intake", "outbound", "view");
        hub.arrive(ada(1, OLD), Arrival.customer("erp:E1", "Ada Blum", OLD, "+49301111111"));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aCorrectionGoesToTheOwnerAndStandsBesideThePresentValueUntilItComesBack() {
        correct(ContactField.EMAIL, NEW);

        assertThat(pending("email").path("value").asText()).isEqualTo(NEW);
        assertThat(pending("email").path("fate").asText()).isEqualTo("underway");
        assertThat(profile().at("/contacts/0/value").asText()).as("nothing is so before its system says so")
                .isEqualTo(OLD);
        var asked = Instant.now();

        carryDue();
        assertThat(carrier.carried).singleElement().satisfies(command -> {
            assertThat(command.record().toString()).isEqualTo("crm:customer:1");
            assertThat(command.sequence()).isEqualTo(1);
            assertThat(command.payload().at("/set/email").asText()).isEqualTo(NEW);
        });
        assertThat(pending("email").path("fate").asText()).isEqualTo("delivered");

        assertThat(profileAt(Instant.now())).isEqualTo(profile());
        var delivered = Instant.now();
        hub.arrive(ada(2, NEW));
        assertThat(profile().has("pending")).isFalse();
        assertThat(profileAt(Instant.now())).isEqualTo(profile());
        assertThat(profileAt(delivered).at("/pending/email/fate").asText()).isEqualTo("delivered");
        assertThat(profileAt(asked).at("/pending/email/fate").asText()).isEqualTo("underway");
        assertThat(profileAt(asked).at("/contacts/0/value").asText()).isEqualTo(OLD);
        assertThat(profile().at("/contacts/0/value").asText()).isEqualTo(NEW);
        assertThat(history()).contains("correction.requested", "delivery.delivered");
        assertThat(hub.rooms.get(AuditTrail.class).verify(Topic.of(ada()).subject())).isEmpty();
    }

    @Test
    void whatTheSystemRefusesIsShownWithItsWordsUntilTheRecordGoesOn() {
        correct(ContactField.EMAIL, NEW);
        carrier.answers.add(new Outcome.Refused("HTTP 422 no such host"));
        carryDue();

        assertThat(pending("email").path("fate").asText()).isEqualTo("refused");
        assertThat(pending("email").path("words").asText()).contains("no such host");

        hub.arrive(ada(2, "ada@third.example"));
        assertThat(profile().has("pending")).isFalse();
    }

    @Test
    void whatSomebodyElseChangedMeanwhileIsAConflictAndIsNotOverwritten() {
        correct(ContactField.EMAIL, NEW);
        hub.arrive(ada(2, "ada@third.example"));

        carryDue();

        assertThat(carrier.carried).isEmpty();
        assertThat(pending("email").path("fate").asText()).isEqualTo("conflict");
        assertThat(pending("email").path("theirs").asText()).contains("ada@third.example");
        var id = deliveries().getFirst().id();
        assertThatThrownBy(() -> hub.rooms.get(DeliveryDecisions.class).decide(id,
                new Word(Decision.RETRY, null, null), "agent:ada")).isInstanceOf(DeliveryUndecidable.class)
                .hasMessageContaining("anew");
    }

    @Test
    void aYesToWhichTheRecordSaysAThirdValueIsAConflictAndOneToWhichItSaysTheOldIsARefusal() {
        correct(ContactField.EMAIL, NEW);
        carrier.answers.add(new Outcome.Contradicted(Shown.of(read(ada(5, "ada@third.example"))), "HTTP 200, but"));
        carryDue();
        assertThat(pending("email").path("fate").asText()).isEqualTo("conflict");
        assertThat(pending("email").path("theirs").asText()).contains("ada@third.example");

        correct(ContactField.EMAIL, "ada@fourth.example");
        carrier.answers.add(new Outcome.Contradicted(Shown.of(read(ada(6, OLD))), "HTTP 200, but"));
        carryDue();
        assertThat(pending("email").path("fate").asText()).isEqualTo("refused");
    }

    @Test
    void anotherFieldThatWasChangedThereIsNoConflictAndItIsToldToTheNewVersion() {
        correct(ContactField.EMAIL, NEW);
        carrier.answers.add(new Outcome.Conflict(Shown.of(read(ada(5, OLD, "+49302222222"))), "HTTP 412"));

        carryDue();

        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(1L, 5L);
        assertThat(deliveries()).extracting(Delivery::state).containsExactly(State.DELIVERED);
    }

    @Test
    void theSecondOfTwoCorrectionsIsToldToTheVersionTheFirstLedTo() {
        correct(ContactField.EMAIL, NEW);
        correct(ContactField.EMAIL, "ada@newer.example");

        carryDue();
        hub.arrive(ada(2, NEW));

        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(1L, 2L);
        assertThat(pending("email").path("value").asText()).isEqualTo("ada@newer.example");
    }

    @Test
    void whatIsReadWhileItsAnswerIsLostIsDelivered() {
        correct(ContactField.EMAIL, NEW);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carrier.repeatable.clear();
        carryDue();
        assertThat(pending("email").path("fate").asText()).isEqualTo("unknown");

        hub.arrive(ada(2, NEW));
        carryDue();

        assertThat(deliveries()).extracting(Delivery::state).containsExactly(State.DELIVERED);
        assertThat(carrier.carried).hasSize(1);
    }

    @Test
    void aRequestThatIsRepeatedIsOneCommandAndAnotherWithItsKeyIsRefused() {
        var key = Optional.of(new RequestKey("agent:ada", "k1", "correct email"));

        var first = correct(ContactField.EMAIL, NEW, key);
        var again = correct(ContactField.EMAIL, NEW, key);

        assertThat(again).extracting(Delivery::id).containsExactlyElementsOf(first.stream().map(Delivery::id).toList());
        assertThat(deliveries()).hasSize(1);
        assertThatThrownBy(() -> correct(ContactField.EMAIL, OLD,
                Optional.of(new RequestKey("agent:ada", "k1", "something else"))))
                .isInstanceOf(RequestKeyReused.class);
    }

    @Test
    void whatItsRecordSaysAlreadyIsNotTold() {
        assertThat(correct(ContactField.EMAIL, OLD, Optional.empty())).isEmpty();
        assertThat(profile().has("pending")).isFalse();
    }

    @Test
    void anOwnerWhoseConnectorTakesNoCorrectionsIsNamedAndNothingIsTold() {
        carrier.deaf.add("erp");

        assertThatThrownBy(() -> hub.rooms.get(Corrections.class).correct(ada(),
                Map.of(ContactField.EMAIL, TextNode.valueOf(NEW), ContactField.NAME, TextNode.valueOf("Ada Berg")),
                field -> List.of("erp", "crm"), "agent:ada", Optional.empty()))
                .isInstanceOf(CorrectionRefused.class).hasMessageContaining("name is erp's to say");
        assertThat(deliveries()).isEmpty();
    }

    @Test
    void whatIsDroppedIsShownNoMore() {
        correct(ContactField.EMAIL, NEW);
        carrier.answers.add(new Outcome.Unsayable("no word for it"));
        carryDue();
        assertThat(pending("email").path("fate").asText()).isEqualTo("parked");

        hub.rooms.get(DeliveryDecisions.class).decide(deliveries().getFirst().id(), new Word(Decision.DROP, null, null),
                "agent:ada");

        assertThat(profile().has("pending")).isFalse();
    }

    private List<Delivery> correct(ContactField field, String value) {
        return correct(field, value, Optional.empty());
    }

    private List<Delivery> correct(ContactField field, String value, Optional<RequestKey> key) {
        return hub.rooms.get(Corrections.class).correct(ada(), Map.of(field, TextNode.valueOf(value)),
                any -> List.of("erp", "crm"), "agent:ada", key);
    }

    private static Arrival ada(int version, String email, String... phones) {
        var arrival = Arrival.customer("crm:1", "Ada Blum", email, phones.length > 0 ? phones[0] : "+49301111111");
        arrival.record().put("sequence", version)
                .put("changedAt", Instant.parse("2026-03-01T12:00:00Z").plusSeconds(version).toString());
        return arrival;
    }

    private static CustomerRecord read(Arrival arrival) {
        return (CustomerRecord) Mappings.restore(
                SourceRef.of("crm", "customer", "1"),
                new Revision(Instant.parse(arrival.record().path("changedAt").asText()),
                        arrival.record().path("sequence").asLong()),
                arrival.record().toString());
    }

    private CustomerId ada() {
        return hub.customer("crm:1");
    }

    private JsonNode profile() {
        return ExactJson.parse(new String(hub.rooms.get(Views.class).read(ada()).json(), StandardCharsets.UTF_8))
                .path("customer");
    }

    private JsonNode profileAt(Instant at) {
        var then = hub.rooms.get(PastViews.class).read(ada(), at, Parts.ALL, false).orElseThrow();
        return ExactJson.parse(new String(then.json(), StandardCharsets.UTF_8)).path("customer");
    }

    private JsonNode pending(String field) {
        return profile().path("pending").path(field);
    }

    private List<Delivery> deliveries() {
        return hub.rooms.get(Deliveries.class).search(new DeliverySearch(List.of(), Optional.of("crm"),
                Optional.of("contact-correction"), List.of(), false, false, Optional.empty(),
                DeliverySearch.Order.OLDEST_FIRST, 100));
    }

    private List<String> history() {
        return hub.rooms.get(AuditTrail.class).of(Topic.of(ada()).subject(), 0, 100).stream()
                .map(recorded -> recorded.entry().action()).toList();
    }

    private void carryDue() {
        hub.database.jdbc().sql("update delivery set next_at = now() where state in ('pending', 'unknown')").update();
        var lanes = hub.rooms.get(Lanes.class);
        for (var due = lanes.take("crm", 16, LEASE); !due.isEmpty(); due = lanes.take("crm", 16, LEASE)) {
            due.forEach(hub.rooms.get(Dispatch.class)::carry);
        }
    }
}
