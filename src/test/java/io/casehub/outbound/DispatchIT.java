package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.Joining;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DispatchIT {

    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    private static final SourceRef DISPUTE = new SourceRef("billing", Entity.CASE, "DS-1");
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    static Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private final Arrivals hub = new Arrivals(temp, context -> context.registerBean(Carrier.class, () -> carrier),
            "ingest", "audit", "identity", "cases", "intake", "outbound");
    private final Cases cases = hub.rooms.get(Cases.class);
    private final Joining joining = hub.rooms.get(Joining.class);
    private final Outbox outbox = hub.rooms.get(Outbox.class);
    private final Dispatch dispatch = hub.rooms.get(Dispatch.class);

    @BeforeEach
    void opensACase() {
        hub.arrive(Arrival.ticket("7", "1").with("sequence", 3));
    }

    @AfterEach
    void closesTheHub() {
        hub.close();
    }

    @Test
    void aChangeIsCarriedToTheSystemTheCaseCameFrom() {
        change(CaseStatus.RESOLVED);

        carryDue();

        assertThat(carrier.carried).singleElement().satisfies(command -> {
            assertThat(command.record()).isEqualTo(TICKET);
            assertThat(command.kind()).isEqualTo(CommandKind.CASE_STATUS);
            assertThat(command.value()).isEqualTo("resolved");
            assertThat(command.sequence()).isEqualTo(3);
            assertThat(command.payload().path("case").asText()).isEqualTo(found().number());
        });
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
        assertThat(hub.rooms.get(AuditTrail.class).of(new Subject("case", found().id().toString()), 0, 10))
                .extracting(recorded -> recorded.entry().action())
                .containsExactly("case.opened", "status.changed", "delivery.delivered");
    }

    @Test
    void whatOneSystemDidOthersAreNotTold() {
        joining.join(found().id(), DISPUTE, "same order", false, Instant.EPOCH);

        hub.arrive(Arrival.ticket("7", "1").version(1).with("status", "resolved"));

        assertThat(lease()).isEmpty();
    }

    @Test
    void whatIsGoneIsToldNothing() {
        hub.arrive(Arrival.ticket("7", "1").version(1).with("deleted", true));

        cases.comment(found().id(), "Too late.", true, "agent:ada", Optional.empty());

        assertThat(lease()).isEmpty();
    }

    @Test
    void commandsOfOneCaseAndSystemGoOneByOneInOrder() {
        joining.join(found().id(), DISPUTE, "same order", false, Instant.EPOCH);
        change(CaseStatus.WAITING_CUSTOMER);
        cases.comment(found().id(), "Called him.", true, "agent:ada", Optional.empty());
        change(CaseStatus.RESOLVED);

        assertThat(lease()).extracting(leased -> leased.delivery().record()).containsExactlyInAnyOrder(TICKET, DISPUTE);
        assertThat(lease()).isEmpty();
        expireLeases();
        carryDue();

        assertThat(carrier.carried.stream().filter(command -> command.system().equals("crm")).map(Command::value))
                .containsExactly("waiting-customer", "Called him.", "resolved");
        assertThat(carrier.carried).hasSize(6);
    }

    @Test
    void whatWasNotReachedIsTriedAgainLaterAndLater() {
        change(CaseStatus.RESOLVED);
        carrier.answers.addAll(List.of(notReached(0.1), notReached(0.1), notReached(7)));

        assertThat(waitsAfterCarrying()).isBetween(0.9, 1.3);
        assertThat(waitsAfterCarrying()).isBetween(1.9, 2.5);
        assertThat(waitsAfterCarrying()).isBetween(6.9, 8.5);

        carryDue();
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
        assertThat(newest().attempts()).isEqualTo(4);
    }

    @Test
    void anUnknownOutcomeIsAskedForAgainWhereTheSystemTakesARepeat() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));

        assertThat(waitsAfterCarrying()).isPositive();
        carryDue();

        assertThat(carrier.carried).extracting(Command::id).hasSize(2).containsOnly(newest().id());
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void anUnknownOutcomeThatCannotBeRepeatedStaysAndHoldsUpItsSuccessorsThereOnly() {
        carrier.repeatable.remove("crm");
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();
        joining.join(found().id(), DISPUTE, "same order", false, Instant.EPOCH);
        hub.arrive(Arrival.ticket("8", "1"));

        change(CaseStatus.CLOSED);
        cases.comment(cases.linked(List.of(new SourceRef("crm", Entity.CASE, "8"))).values().iterator().next().caseId(),
                "Another case.", true, "agent:ada", Optional.empty());
        carryDue();

        assertThat(carrier.carried).extracting(command -> command.record().key()).containsExactlyInAnyOrder("7", "DS-1",
                "8");
        assertThat(states(TICKET)).containsExactly(State.PENDING, State.UNKNOWN);
    }

    @Test
    void aConflictInWhichOnlyTheVersionMovedIsTriedAtOnceWithTheNewVersion() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.OPEN, "In Progress", 9));

        carryDue();

        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(3L, 9L);
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aConflictOfTheFieldItselfIsOneAndTheNextCommandGoesOn() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.WAITING_CUSTOMER, "Pending Customer", 9));
        carryDue();
        assertThat(newest().state()).isEqualTo(State.CONFLICT);

        cases.comment(found().id(), "Oh.", true, "agent:ada", Optional.empty());
        carryDue();

        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatTheSystemAlreadySaysIsDelivered() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.RESOLVED, "Solved", 9));

        carryDue();

        assertThat(newest()).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.DELIVERED);
            assertThat(delivery.trace().sequence()).isEqualTo(9);
        });
    }

    @Test
    void aRefusalIsSettledWithItsReason() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Refused("HTTP 422 no such status"));

        carryDue();

        assertThat(newest().state()).isEqualTo(State.REFUSED);
        assertThat(newest().outcome()).isEqualTo("HTTP 422 no such status");
        assertThat(newest().settledAt()).isNotNull();
    }

    @Test
    void aLeaseThatRanOutIsTakenByAnotherAndTheOldFenceSettlesNothing() {
        change(CaseStatus.RESOLVED);
        var first = lease().getFirst();
        var second = new ArrayList<Leased>();
        carrier.answers.add(new Outcome.Refused("told the first one"));
        carrier.meanwhile = () -> {
            expireLeases();
            second.addAll(lease());
        };

        dispatch.carry(first);
        assertThat(second).singleElement().satisfies(taken -> {
            assertThat(taken.wasSending()).isTrue();
            assertThat(taken.fence()).isGreaterThan(first.fence());
        });
        assertThat(newest().state()).isEqualTo(State.SENDING);

        dispatch.carry(second.getFirst());
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whoSleptUntilHisLeaseWasOverTellsNothing() {
        change(CaseStatus.RESOLVED);
        var slept = lease().getFirst();
        expireLeases();
        dispatch.carry(slept);
        var taken = lease().getFirst();

        dispatch.carry(slept);
        assertThat(carrier.carried).isEmpty();

        dispatch.carry(taken);
        dispatch.carry(slept);
        assertThat(carrier.carried).hasSize(1);
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgainWhereItWouldCountTwice() {
        carrier.repeatable.remove("crm");
        change(CaseStatus.RESOLVED);
        lease();
        expireLeases();

        carryDue();

        assertThat(carrier.carried).isEmpty();
        assertThat(newest().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void whatWasSentIsDeliveredWhenTheSystemAnswersAndARepeatedAnswerChangesNothing() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Sent("the broker has it"));
        carryDue();
        assertThat(newest().state()).isEqualTo(State.SENT);
        var deliveries = hub.rooms.get(Deliveries.class);

        deliveries.answered(newest().id(), true, "accepted");
        var settled = newest();
        deliveries.answered(newest().id(), false, "rejected");
        deliveries.answered(java.util.UUID.randomUUID(), true, "not ours");

        assertThat(newest()).isEqualTo(settled);
        assertThat(settled.state()).isEqualTo(State.DELIVERED);
        assertThat(hub.rooms.get(AuditTrail.class).of(new Subject("case", found().id().toString()), 0, 10)).hasSize(3);
    }

    @Test
    void anAnswerThatOvertakesTheBrokersWordStands() {
        change(CaseStatus.RESOLVED);
        var leased = lease().getFirst();
        carrier.meanwhile = () -> hub.rooms.get(Deliveries.class).answered(leased.delivery().id(), true, "accepted");

        carrier.answers.add(new Outcome.Sent("the broker has it"));
        dispatch.carry(leased);

        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void ourOwnEchoIsRecognisedAndMovesNothing() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        carryDue();
        change(CaseStatus.CLOSED);

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4).with("status", "resolved"));

        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(all().getLast().trace().echoedAt()).isNotNull();
        assertThat(lease()).extracting(leased -> leased.delivery().value())
                .containsExactly("closed");
    }

    @Test
    void anEchoThatOvertakesTheAnswerMovesNothingEither() {
        change(CaseStatus.RESOLVED);
        var leased = lease().getFirst();
        change(CaseStatus.CLOSED);

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4).with("status", "resolved"));
        dispatch.carry(leased);

        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void whatSomebodyChangedThereAfterUsIsFollowed() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        carryDue();

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 5).with("status", "open"));

        assertThat(found().status()).isEqualTo(CaseStatus.OPEN);
        assertThat(lease()).isEmpty();
    }

    @Test
    void whatWaitsWhileTheSystemGoesOnByItselfIsCalledBack() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(notReached(0.1));
        lease().forEach(dispatch::carry);

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 4).with("status", "waiting-customer"));
        carryDue();

        assertThat(carrier.carried).hasSize(1);
        assertThat(newest().state()).isEqualTo(State.CONFLICT);
        assertThat(found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void whatSomebodyChangedThereBesideOurChangeIsFollowedWhenItIsPulled() {
        cases.change(found().id(), Map.of(CaseField.PRIORITY, "urgent"), null, "agent:ada");
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 5));
        carryDue();

        hub.arrive(Arrival.ticket("7", "1").version(1).with("sequence", 5).with("status", "resolved"));

        assertThat(found().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whoTakesLongKeepsHisLease() {
        change(CaseStatus.RESOLVED);
        var first = lease();
        expireLeases();

        outbox.extend(first, LEASE);
        assertThat(lease()).isEmpty();

        expireLeases();
        var second = lease();
        expireLeases();
        outbox.extend(first, LEASE);
        assertThat(lease()).as("whoever lost it extends nothing").hasSameSizeAs(second);
    }

    @Test
    void aRepeatIsKnownAsOne() {
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();
        carryDue();

        assertThat(carrier.carried).extracting(Command::isRepeat).containsExactly(false, true);
    }

    private void change(CaseStatus status) {
        cases.change(found().id(), Map.of(CaseField.STATUS, status.word()), null, "agent:ada");
    }

    private HubCase found() {
        return cases.get(Objects.requireNonNull(cases.linked(List.of(TICKET)).get(TICKET)).caseId());
    }

    private List<Leased> lease() {
        var lanes = hub.rooms.get(Lanes.class);
        return outbox.systems().stream().flatMap(system -> lanes.take(system, 16, LEASE).stream()).toList();
    }

    /** Every command of the case, newest first. */
    private List<Delivery> all() {
        return hub.rooms.get(Deliveries.class).of(found().id());
    }

    private static Outcome conflict(CaseStatus status, String word, long sequence) {
        return new Outcome.Conflict(new Shown(status, word, null, null, null, sequence), "HTTP 412");
    }

    /** Everything that can be carried now, until nothing more is due. */
    private void carryDue() {
        hub.database.jdbc().sql("update delivery set next_at = now()").update();
        for (var due = lease(); !due.isEmpty(); due = lease()) {
            due.forEach(dispatch::carry);
        }
    }

    private double waitsAfterCarrying() {
        hub.database.jdbc().sql("update delivery set next_at = now()").update();
        lease().forEach(dispatch::carry);
        return hub.database.jdbc()
                .sql("select extract(epoch from next_at - now()) from delivery where state = 'pending'")
                .query(Double.class).single();
    }

    private void expireLeases() {
        hub.database.jdbc().sql("update delivery set lease_until = now() - interval '1 second'").update();
    }

    private Delivery newest() {
        return all().getFirst();
    }

    private List<State> states(SourceRef record) {
        return all().stream().filter(delivery -> delivery.record().equals(record))
                .map(Delivery::state).toList();
    }

    private static Outcome notReached(double seconds) {
        return new Outcome.NotReached("connection refused", Duration.ofMillis((long) (seconds * 1000)));
    }
}
