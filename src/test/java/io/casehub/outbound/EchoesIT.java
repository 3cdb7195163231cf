package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.cases.CaseField;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub told comes back with a reading, or somebody there has gone on since. */
class EchoesIT {

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
    void ourOwnEchoIsRecognisedAndMovesNothing() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        ticket.carryDue();
        ticket.change(CaseStatus.CLOSED);

        ticket.says(1, 4, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(ticket.commands().getLast().trace().echoedAt()).isNotNull();
        assertThat(ticket.take()).extracting(leased -> leased.delivery().value())
                .containsExactly("closed");
    }

    @Test
    void anEchoThatOvertakesTheAnswerMovesNothingEither() {
        ticket.change(CaseStatus.RESOLVED);
        var leased = ticket.take().getFirst();
        ticket.change(CaseStatus.CLOSED);

        ticket.says(1, 4, "resolved");
        dispatch.carry(leased);

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
    }

    @Test
    void whatSomebodyChangedThereAfterUsIsFollowed() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 4));
        ticket.carryDue();

        ticket.says(1, 5, "open");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.OPEN);
        assertThat(ticket.take()).isEmpty();
    }

    @Test
    void whatSomebodyChangedThereBesideOurChangeIsFollowedWhenItIsPulled() {
        ticket.change(Map.of(CaseField.PRIORITY, "urgent"));
        carrier.answers.add(RememberingCarrier.delivered(CaseStatus.RESOLVED, "Solved", 5));
        ticket.carryDue();

        ticket.says(1, 5, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whatWaitsWhileTheSystemGoesOnByItselfIsCalledBack() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.NotReached("connection refused", Duration.ofMillis(100)));
        ticket.take().forEach(dispatch::carry);

        ticket.says(1, 4, "waiting-customer");
        ticket.carryDue();

        assertThat(carrier.carried).hasSize(1);
        assertThat(ticket.newest().state()).isEqualTo(State.CONFLICT);
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
    }

    @Test
    void twoStatusesForOneWordOfTheSystemAreOneThere() {
        carrier.oneWord.addAll(List.of("resolved", "closed"));
        ticket.change(CaseStatus.CLOSED);
        ticket.carryDue();

        ticket.says(1, 5, "resolved");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(ticket.newest().trace().echoedAt()).isNotNull();
    }

    @Test
    void aPriorityThatComesBackMovesNothingThoughAnAgentHasGoneOn() {
        ticket.change(Map.of(CaseField.PRIORITY, "urgent"));
        ticket.carryDue();
        ticket.change(Map.of(CaseField.PRIORITY, "low"));

        ticket.arrive(TicketSeven.said(1, 4, "open").with("priority", "urgent"));

        assertThat(ticket.found().priority().word()).isEqualTo("low");
        assertThat(ticket.take()).hasSize(1);
    }

    @Test
    void whatIsUnknownAndComesBackWithAReadingIsThere() {
        carrier.repeatable.remove("crm");
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();

        ticket.says(1, 4, "resolved");

        assertThat(ticket.newest().fate()).isInstanceOfSatisfying(Fate.Delivered.class,
                delivered -> assertThat(delivered.by()).isEqualTo(Confirmation.PULL));
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
    }
}
