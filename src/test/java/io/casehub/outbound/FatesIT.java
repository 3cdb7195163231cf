package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commands that do not simply arrive, and what people decide on them. */
class FatesIT {

    @TempDir
    static Path temp;

    private final TicketSeven ticket = new TicketSeven(temp);
    private final RememberingCarrier carrier = ticket.carrier;
    private final DeliveryDecisions decisions = ticket.room(DeliveryDecisions.class);

    @AfterEach
    void closesTheHub() {
        ticket.close();
    }

    @Test
    void ofSeveralThatWaitTheLastIsToldWhereTheConnectorAllowsIt() {
        carrier.folding.add("crm");
        ticket.change(CaseStatus.WAITING_CUSTOMER);
        ticket.change(CaseStatus.OPEN);
        ticket.change(CaseStatus.RESOLVED);
        ticket.comment("Done.");
        ticket.change(CaseStatus.CLOSED);

        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("resolved", "Done.", "closed");
        assertThat(ticket.commands()).extracting(Delivery::state).containsOnly(State.DELIVERED);
        var told = ticket.commands().reversed().get(2);
        assertThat(ticket.commands().reversed().subList(0, 2)).extracting(delivery -> delivery.trace().foldedInto())
                .containsOnly(told.id());
    }

    @Test
    void whatMayHaveBeenToldIsNotFolded() {
        carrier.folding.add("crm");
        ticket.change(CaseStatus.WAITING_CUSTOMER);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();
        ticket.change(CaseStatus.RESOLVED);

        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("waiting-customer", "waiting-customer",
                "resolved");
    }

    @Test
    void whatIsUnknownIsAskedForAndNeverToldTwice() {
        carrier.repeatable.remove("crm");
        ticket.comment("Call him.");
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();
        assertThat(ticket.newest().fate()).isInstanceOf(Fate.Unknown.class);

        carrier.findings.add(new Outcome.Delivered(null, Confirmation.READ_BACK, "it was there already"));
        ticket.carryDue();

        assertThat(carrier.carried).hasSize(1);
        assertThat(ticket.newest().fate())
                .isEqualTo(new Fate.Delivered(Confirmation.READ_BACK, "it was there already"));
    }

    @Test
    void whoHasLookedConfirmsItAndTheLaneGoesOn() {
        carrier.repeatable.remove("crm");
        ticket.comment("Call him.");
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        ticket.carryDue();
        ticket.comment("He called.");
        ticket.carryDue();
        assertThat(carrier.carried).hasSize(1);

        decisions.decide(ticket.commands().getLast().id(), new Word(Decision.CONFIRM, null, "seen there"), "agent:eve");
        ticket.carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("Call him.", "He called.");
        assertThat(ticket.commands().getLast().fate()).isInstanceOfSatisfying(Fate.Delivered.class,
                delivered -> assertThat(delivered.by()).isEqualTo(Confirmation.PERSON));
    }

    @Test
    void whatTheHubCannotSayIsParkedEditedAndTold() {
        ticket.comment("Grüße");
        carrier.answers.add(new Outcome.Unsayable("the hub cannot say it: no word"));
        ticket.carryDue();
        assertThat(ticket.newest().fate()).isEqualTo(
                new Fate.Parked("the hub cannot say it: no word", Optional.empty(), Optional.empty()));

        decisions.decide(ticket.newest().id(), new Word(Decision.EDIT, TextNode.valueOf("Gruesse"), null), "agent:eve");
        ticket.carryDue();

        assertThat(carrier.carried.getLast().value()).isEqualTo("Gruesse");
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aFieldIsNotToldAgainOnceTheCaseSaysSomethingElse() {
        ticket.change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Refused("no"));
        ticket.carryDue();
        var refused = ticket.newest();
        ticket.change(CaseStatus.CLOSED);

        assertThatThrownBy(() -> decisions.decide(refused.id(), new Word(Decision.RETRY, null, null), "agent:eve"))
                .isInstanceOf(DeliveryUndecidable.class).hasMessageContaining("a later command");
        assertThatThrownBy(() -> decisions.decide(refused.id(), new Word(Decision.DROP, null, null), "agent:eve"))
                .isInstanceOf(DeliveryUndecidable.class);
    }

    @Test
    void whatIsLateIsToldOnce() {
        ticket.change(CaseStatus.RESOLVED);
        ticket.jdbc().sql("update delivery set deadline = now() - interval '1 second'").update();

        var aftercare = ticket.room(Aftercare.class);
        aftercare.tellOfLate();
        var told = ticket.newest().trace().overdueAt();
        aftercare.tellOfLate();

        assertThat(told).isNotNull();
        assertThat(ticket.newest().trace().overdueAt()).isEqualTo(told);
    }

    @Test
    void whatNobodyReachedForAWeekIsLeftToAPerson() {
        ticket.change(CaseStatus.RESOLVED);
        ticket.jdbc().sql("update delivery set created_at = now() - interval '8 days'").update();
        carrier.answers.add(new Outcome.NotReached("connection refused", Duration.ofSeconds(1)));

        ticket.carryDue();

        assertThat(ticket.newest().fate()).isInstanceOfSatisfying(Fate.Parked.class,
                parked -> assertThat(parked.reason()).startsWith("given up after 7 days: connection refused"));
    }

    @Test
    void aSystemThatIsNotReachedIsLeftAloneByAllNodes() {
        var one = ticket.room(Breakers.class);
        var other = new Breakers(ticket.jdbc());

        for (int i = 0; i < 4; i++) {
            one.failed("crm", "connection refused", Duration.ZERO);
        }
        one.failed("rt", "HTTP 429", Duration.ofMinutes(5));

        assertThat(other.broken().get("crm")).satisfies(broken -> {
            assertThat(broken.failures()).isEqualTo(4);
            assertThat(broken.until()).isAfter(Instant.now());
        });
        assertThat(Objects.requireNonNull(other.broken().get("rt")).until()).isAfter(Instant.now().plusSeconds(250));
        assertThat(other.reached("crm")).isTrue();
        assertThat(one.broken()).containsOnlyKeys("rt");
    }
}
