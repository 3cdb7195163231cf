package io.casehub.outbound;

import static io.casehub.outbound.TicketSeven.TICKET;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals.Arrival;
import io.casehub.cases.Cases;
import io.casehub.cases.Joining;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub carries to systems, in which order, and what it makes of their answers. */
class DispatchIT {

    private static final SourceRef DISPUTE = new SourceRef("billing", Entity.CASE, "DS-1");

    @TempDir
    static Path temp;

    private final TicketSeven ticket = new TicketSeven(temp);
    private final RememberingCarrier carrier = ticket.carrier;
    private final Joining joining = ticket.room(Joining.class);
    private final Dispatch dispatch = ticket.room(Dispatch.class);

    @AfterEach
    void closesTheHub() {
        ticket.close();
    }

    @Test
    void aChangeIsCarriedToTheSystemTheCaseCameFrom() {
        ticket.change(CaseStatus.RESOLVED);

        ticket.carryDue();

        assertThat(carrier.carried).singleElement().satisfies(command -> {
            assertThat(command.record()).isEqualTo(TICKET);
            assertThat(command.kind()).isEqualTo(CommandKind.CASE_STATUS);
            assertThat(command.value()).isEqualTo("resolved");
            assertThat(command.sequence()).isEqualTo(3);
            assertThat(command.payload().path("case").asText()).isEqualTo(ticket.found().number());
        });
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
        assertThat(ticket.history())
                .containsExactly("case.opened", "status.changed", "delivery.delivered");
    }

    @Test
    void whatOneSystemDidOthersAreNotTold() {
        joining.join(ticket.found().id(), DISPUTE, "same order", false, Instant.EPOCH);

        ticket.arrive(Arrival.ticket("7", "1").version(1).with("status", "resolved"));

        assertThat(ticket.take()).isEmpty();
    }

    @Test
    void whatIsGoneIsToldNothing() {
        ticket.arrive(Arrival.ticket("7", "1").version(1).with("deleted", true));

        ticket.comment("Too late.");

        assertThat(ticket.take()).isEmpty();
    }

    @Test
    void commandsOfOneCaseAndSystemGoOneByOneInOrder() {
        joining.join(ticket.found().id(), DISPUTE, "same order", false, Instant.EPOCH);
        ticket.change(CaseStatus.WAITING_CUSTOMER);
        ticket.comment("Called him.");
        ticket.change(CaseStatus.RESOLVED);

        assertThat(ticket.take()).extracting(leased -> leased.delivery().record()).containsExactlyInAnyOrder(TICKET,
                DISPUTE);
        assertThat(ticket.take()).isEmpty();
        ticket.expireLeases();
        ticket.carryDue();

        assertThat(carrier.carried.stream().filter(command -> command.system().equals("crm")).map(Command::value))
                .containsExactly("waiting-customer", "Called him.", "resolved");
        assertThat(carrier.carried).hasSize(6);
    }

    @Test
    void whatWasNotReachedIsTriedAgainLaterAndLater() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.addAll(List.of(notReached(0.1), notReached(0.1), notReached(7)));

        assertThat(waitsAfterCarrying()).isBetween(0.9, 1.3);
        assertThat(waitsAfterCarrying()).isBetween(1.9, 2.5);
        assertThat(waitsAfterCarrying()).isBetween(6.9, 8.5);

        ticket.carryDue();
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
        assertThat(ticket.newest().attempts()).isEqualTo(4);
    }

    @Test
    void anUnknownOutcomeIsAskedForAgainWhereTheSystemTakesARepeat() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));

        assertThat(waitsAfterCarrying()).isPositive();
        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::id).hasSize(2).containsOnly(ticket.newest().id());
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void anUnknownOutcomeThatCannotBeRepeatedStaysAndHoldsUpItsSuccessorsThereOnly() {
        carrier.repeatable.remove("crm");
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();
        joining.join(ticket.found().id(), DISPUTE, "same order", false, Instant.EPOCH);
        ticket.arrive(Arrival.ticket("8", "1"));

        ticket.change(CaseStatus.CLOSED);
        var cases = ticket.room(Cases.class);
        cases.comment(cases.linked(List.of(new SourceRef("crm", Entity.CASE, "8"))).values().iterator().next().caseId(),
                "Another case.", true, "agent:ada", Optional.empty());
        ticket.carryDue();

        assertThat(carrier.carried).extracting(command -> command.record().key()).containsExactlyInAnyOrder("7", "DS-1",
                "8");
        assertThat(states(TICKET)).containsExactly(State.PENDING, State.UNKNOWN);
    }

    @Test
    void aConflictInWhichOnlyTheVersionMovedIsTriedAtOnceWithTheNewVersion() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.OPEN, "In Progress", 9));

        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(3L, 9L);
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aConflictOfTheFieldItselfIsOneAndTheNextCommandGoesOn() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.WAITING_CUSTOMER, "Pending Customer", 9));
        ticket.carryDue();
        assertThat(ticket.newest().state()).isEqualTo(State.CONFLICT);

        ticket.comment("Oh.");
        ticket.carryDue();

        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aYesToWhichTheRecordSaysWhatSomebodyElseSetIsAConflict() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(saidYesAndShows(CaseStatus.WAITING_CUSTOMER, "Pending Customer", 9));

        ticket.carryDue();

        assertThat(ticket.newest().state()).isEqualTo(State.CONFLICT);
        assertThat(ticket.newest().fate()).isEqualTo(new Fate.Conflict("resolved", "waiting-customer", "latest-wins",
                "the system answered HTTP 200, but its record says otherwise"));
    }

    @Test
    void aYesToWhichTheRecordSaysWhatItSaidBeforeIsARefusal() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(saidYesAndShows(CaseStatus.OPEN, "Open", 3));

        ticket.carryDue();

        assertThat(ticket.newest().state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aYesAfterWhichSomebodyPutItBackIsAConflictAndTheCaseFollows() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(saidYesAndShows(CaseStatus.OPEN, "Open", 5));

        ticket.carryDue();
        assertThat(ticket.newest().state()).isEqualTo(State.CONFLICT);

        ticket.says(1, 5, "open");
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void aYesThatAReadingHasShownIsDeliveredWhateverTheRecordSaysSince() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.meanwhile = () -> {
            ticket.says(1, 4, "resolved");
            ticket.says(2, 5, "open");
        };
        carrier.answers.add(saidYesAndShows(CaseStatus.OPEN, "Open", 5));

        ticket.carryDue();

        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void whatTheSystemAlreadySaysIsDelivered() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.RESOLVED, "Solved", 9));

        ticket.carryDue();

        assertThat(ticket.newest()).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.DELIVERED);
            assertThat(delivery.trace().sequence()).isEqualTo(9);
        });
    }

    @Test
    void aRefusalIsSettledWithItsReason() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Refused("HTTP 422 no such status"));

        ticket.carryDue();

        assertThat(ticket.newest().state()).isEqualTo(State.REFUSED);
        assertThat(ticket.newest().outcome()).isEqualTo("HTTP 422 no such status");
        assertThat(ticket.newest().settledAt()).isNotNull();
    }

    @Test
    void whatWasSentIsDeliveredWhenTheSystemAnswersAndARepeatedAnswerChangesNothing() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Sent("the broker has it"));
        ticket.carryDue();
        assertThat(ticket.newest().state()).isEqualTo(State.SENT);
        var deliveries = ticket.room(Deliveries.class);

        deliveries.answered(ticket.newest().id(), true, "accepted");
        var settled = ticket.newest();
        deliveries.answered(ticket.newest().id(), false, "rejected");
        deliveries.answered(UUID.randomUUID(), true, "not ours");

        assertThat(ticket.newest()).isEqualTo(settled);
        assertThat(settled.state()).isEqualTo(State.DELIVERED);
        assertThat(ticket.history()).hasSize(3);
    }

    @Test
    void anAnswerThatOvertakesTheBrokersWordStands() {
        ticket.change(CaseStatus.RESOLVED);
        var leased = ticket.take().getFirst();
        carrier.meanwhile = () -> ticket.room(Deliveries.class).answered(leased.delivery().id(), true, "accepted");

        carrier.answers.add(new Outcome.Sent("the broker has it"));
        dispatch.carry(leased);

        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aRepeatIsKnownAsOne() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();
        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::isRepeat).containsExactly(false, true);
    }

    private static Outcome saidYesAndShows(CaseStatus status, String word, long sequence) {
        return new Outcome.Contradicted(new Shown(status, word, null, null, null, sequence),
                "the system answered HTTP 200, but its record says otherwise");
    }

    private static Outcome conflict(CaseStatus status, String word, long sequence) {
        return new Outcome.Conflict(new Shown(status, word, null, null, null, sequence), "HTTP 412");
    }

    private double waitsAfterCarrying() {
        ticket.everythingIsDue();
        ticket.take().forEach(dispatch::carry);
        return ticket.jdbc()
                .sql("select extract(epoch from next_at - now()) from delivery where state = 'pending'")
                .query(Double.class).single();
    }

    private List<State> states(SourceRef record) {
        return ticket.commands().stream().filter(delivery -> delivery.record().equals(record))
                .map(Delivery::state).toList();
    }

    private static Outcome notReached(double seconds) {
        return new Outcome.NotReached("connection refused", Duration.ofMillis((long) (seconds * 1000)));
    }
}
