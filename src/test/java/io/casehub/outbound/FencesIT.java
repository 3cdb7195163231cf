package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may tell a system something, when another node tried before him or sleeps over it. */
class FencesIT {

    @TempDir
    static Path temp;

    private final TicketSeven ticket = new TicketSeven(temp);
    private final RememberingCarrier carrier = ticket.carrier;
    private final Dispatch dispatch = ticket.room(Dispatch.class);

    @AfterEach
    void closesTheHub() {
        ticket.close();
    }

    @Test
    void aLeaseThatRanOutIsTakenByAnotherAndTheOldFenceSettlesNothing() {
        ticket.change(CaseStatus.RESOLVED);
        var first = ticket.take().getFirst();
        var second = new ArrayList<Leased>();
        carrier.answers.add(new Outcome.Refused("told the first one"));
        carrier.meanwhile = () -> {
            ticket.expireLeases();
            second.addAll(ticket.take());
        };

        dispatch.carry(first);
        assertThat(second).singleElement().satisfies(taken -> {
            assertThat(taken.wasSending()).isTrue();
            assertThat(taken.fence()).isGreaterThan(first.fence());
        });
        assertThat(ticket.newest().state()).isEqualTo(State.SENDING);

        dispatch.carry(second.getFirst());
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whoSleptUntilHisLeaseWasOverTellsNothing() {
        ticket.change(CaseStatus.RESOLVED);
        var slept = ticket.take().getFirst();
        ticket.expireLeases();
        dispatch.carry(slept);
        var taken = ticket.take().getFirst();

        dispatch.carry(slept);
        assertThat(carrier.carried).isEmpty();

        dispatch.carry(taken);
        dispatch.carry(slept);
        assertThat(carrier.carried).hasSize(1);
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgainWhereItWouldCountTwice() {
        carrier.repeatable.remove("crm");
        ticket.change(CaseStatus.RESOLVED);
        ticket.take();
        ticket.expireLeases();

        ticket.carryDue();

        assertThat(carrier.carried).isEmpty();
        assertThat(ticket.newest().state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void whoTakesLongKeepsHisLease() {
        ticket.change(CaseStatus.RESOLVED);
        var first = ticket.take();
        ticket.expireLeases();

        ticket.room(Outbox.class).extend(first, TicketSeven.LEASE);
        assertThat(ticket.take()).isEmpty();

        ticket.expireLeases();
        var second = ticket.take();
        ticket.expireLeases();
        ticket.room(Outbox.class).extend(first, TicketSeven.LEASE);
        assertThat(ticket.take()).as("whoever lost it extends nothing").hasSameSizeAs(second);
    }
}
