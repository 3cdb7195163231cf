package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.Joining;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who keeps no cases hears of them on what he keeps. */
class BystandersIT {

    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    private static final SourceRef ORDER = new SourceRef("erp", Entity.ORDER, "B-1");
    private static final SourceRef BUYER = new SourceRef("erp", Entity.CUSTOMER, "K1");
    private static final SourceRef DEBTOR = new SourceRef("billing", Entity.CUSTOMER, "D1");

    @TempDir
    static Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub = carrier.serves(temp);
    private final Cases cases = hub.rooms.get(Cases.class);
    private final Joining joining = hub.rooms.get(Joining.class);
    private final Outbox outbox = hub.rooms.get(Outbox.class);

    @BeforeEach
    void knowsOneCustomerInThreeSystems() {
        hub.arrive(Arrival.customer("crm:1", "Anna Blum", "anna@blum.example"),
                Arrival.customer("erp:K1", "Anna Blum", "anna@blum.example"),
                Arrival.customer("billing:D1", "Anna Blum", "anna@blum.example"), Arrival.order("B-1", "K1"));
        carrier.hearing.put("erp", List.of(Entity.ORDER, Entity.CUSTOMER));
        carrier.hearing.put("billing", List.of(Entity.CUSTOMER));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aChangeIsNotedOnTheOrderOrElseOnTheCustomer() {
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1"));
        assertThat(notes()).isEmpty();

        resolve();

        assertThat(notes()).extracting(Delivery::record).containsExactlyInAnyOrder(ORDER, DEBTOR);
        assertThat(notes()).allSatisfy(note -> {
            assertThat(note.payload()).contains("\"value\":\"resolved\"", "\"case\":\"CH-");
            assertThat(note.actor()).isEqualTo("agent:ada");
        });
    }

    @Test
    void withoutAnOrderTheCustomerIsWhatItIsAbout() {
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-999"));

        resolve();

        assertThat(notes()).extracting(Delivery::record).containsExactlyInAnyOrder(BUYER, DEBTOR);
    }

    @Test
    void anOrderNumberThatTwoHaveIsThatOfTheCasesCustomer() {
        hub.arrive(Arrival.customer("erp:K0", "Bruno Adler", "bruno@adler.example"),
                Arrival.order("A-0", "K0").with("number", "B-1"), Arrival.ticket("7", "1").with("order", "B-1"));

        resolve();

        assertThat(notes()).extracting(Delivery::record).contains(ORDER);
    }

    @Test
    void whatAnotherSystemChangesTheyHearToo() {
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1"));

        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1").version(1).with("status", "waiting-customer"));

        assertThat(notes()).extracting(Delivery::record).containsExactlyInAnyOrder(ORDER, DEBTOR);
        assertThat(notes()).extracting(Delivery::actor).containsOnly("system:crm");
    }

    @Test
    void aSystemThatHasTheCaseIsToldOfItAndHearsNoNote() {
        carrier.hearing.put("crm", List.of(Entity.CUSTOMER));
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1"));
        joining.join(id(), new SourceRef("billing", Entity.CASE, "DS-1"), "same order", false, Instant.EPOCH);

        resolve();

        assertThat(notes()).extracting(Delivery::record).containsExactly(ORDER);
        assertThat(hub.rooms.get(Deliveries.class).of(id())).extracting(Delivery::kind).containsExactlyInAnyOrder(
                CommandKind.CASE_NOTE,
                CommandKind.CASE_STATUS, CommandKind.CASE_STATUS);
    }

    @Test
    void onlyAStatusIsNoted() {
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1"));

        cases.change(id(), Map.of(CaseField.PRIORITY, "urgent"), null, "agent:ada");
        cases.comment(id(), "Called him.", true, "agent:ada", Optional.empty());

        assertThat(notes()).isEmpty();
    }

    @Test
    void aNoteIsCarriedAndNeverMistakenForAnEcho() {
        hub.arrive(Arrival.ticket("7", "1").with("order", "B-1"));
        resolve();

        for (var system : outbox.systems()) {
            outbox.lease(system, 16, Duration.ofSeconds(60)).forEach(hub.rooms.get(Dispatch.class)::carry);
        }
        hub.arrive(Arrival.order("B-1", "K1").version(2));

        assertThat(carrier.carried).extracting(Command::record).contains(ORDER, DEBTOR);
        assertThat(notes()).extracting(Delivery::state).containsOnly(Delivery.State.DELIVERED);
        assertThat(cases.get(id()).status()).isEqualTo(CaseStatus.RESOLVED);
    }

    private void resolve() {
        cases.change(id(), Map.of(CaseField.STATUS, "resolved"), null, "agent:ada");
    }

    private CaseId id() {
        return Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId();
    }

    private List<Delivery> notes() {
        return hub.rooms.get(Deliveries.class).of(id()).stream()
                .filter(delivery -> delivery.kind().equals(CommandKind.CASE_NOTE)).toList();
    }
}
