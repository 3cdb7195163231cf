package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.cases.CaseField;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose word counts where the hub and a system say different things of one field. */
class OwnershipIT {

    @TempDir
    Path temp;

    private @Nullable TicketSeven opened;

    @AfterEach
    void closesTheHub() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void whereTheHubsWordCountsItIsToldAgainWithTheNewVersion() {
        var ticket = opens("case: {status: {conflict: hub-wins}}");
        ticket.change(CaseStatus.RESOLVED);
        ticket.carrier.answers.add(conflict(CaseStatus.WAITING_CUSTOMER, 9));

        ticket.carryDue();

        assertThat(ticket.carrier.carried).extracting(Command::sequence).containsExactly(3L, 9L);
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
        ticket.says(1, 9, "waiting-customer");
        assertThat(ticket.found().status()).as("an older version says nothing").isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whereTheHubsWordCountsACaseThatWaitsToTellDoesNotFollow() {
        var ticket = opens("case: {status: {owner: hub}}");
        ticket.change(CaseStatus.RESOLVED);

        ticket.says(1, 4, "waiting-customer");

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
        ticket.carryDue();
        assertThat(ticket.carrier.carried).extracting(Command::sequence).containsExactly(4L);
    }

    @Test
    void theLaterWordWinsByTheClocks() {
        var ticket = opens("case: {status: {conflict: latest-wins}}");
        ticket.change(CaseStatus.RESOLVED);
        ticket.says(1, 4, "waiting-customer");
        assertThat(ticket.found().status()).as("theirs is of March, ours of today").isEqualTo(CaseStatus.RESOLVED);

        ticket.carrier.answers.add(new Outcome.Conflict(new Shown(CaseStatus.OPEN, null, null, null,
                Instant.now().plusSeconds(60), 5), "HTTP 412"));
        ticket.carryDue();
        assertThat(ticket.newest().fate()).isEqualTo(new Fate.Conflict("resolved", "open", "latest-wins", "HTTP 412"));
        ticket.says(2, 5, "open");
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void whereAPersonIsToDecideBothValuesWaitAndHisWordCounts() {
        var ticket = opens("case: {status: {conflict: ask}}");
        ticket.change(CaseStatus.RESOLVED);
        ticket.says(1, 4, "waiting-customer");

        assertThat(ticket.newest().fate()).isInstanceOfSatisfying(Fate.Parked.class,
                parked -> assertThat(parked.theirs()).contains("waiting-customer"));
        assertThat(ticket.found().status()).isEqualTo(CaseStatus.RESOLVED);
        assertThat(ticket.take()).isEmpty();

        decide(ticket, Decision.RETRY);
        ticket.carryDue();
        assertThat(ticket.carrier.carried).extracting(Command::value).containsExactly("resolved");
        assertThat(ticket.newest().state()).isEqualTo(State.DELIVERED);
        assertThat(ticket.history()).contains("delivery.parked", "delivery.retry", "delivery.delivered");
    }

    @Test
    void whoDropsItLetsTheCaseSayWhatItsSystemSays() {
        var ticket = opens("case: {status: {conflict: ask}}");
        ticket.change(CaseStatus.RESOLVED);
        ticket.says(1, 4, "waiting-customer");

        decide(ticket, Decision.DROP);
        assertThat(ticket.newest().trace().decidedBy()).isEqualTo("agent:eve");
        ticket.resolveDoubts();

        assertThat(ticket.found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
        assertThat(ticket.take()).isEmpty();
    }

    @Test
    void whatAConnectorDeclaresByItselfIsToldAndWhoIsNotToKnowIsNot() {
        var ticket = opens("case: {status: {told: nobody}}");
        ticket.carrier.declared.put("crm", Map.of(new CommandKind("case-title"), "subject"));

        ticket.change(Map.of(CaseField.SUBJECT, "Broken cup", CaseField.STATUS, "resolved"));
        ticket.carryDue();

        assertThat(ticket.carrier.carried).extracting(command -> command.kind() + " " + command.value())
                .containsExactly("case-title Broken cup");
    }

    @Test
    void aFileThatCannotBeUsedKeepsTheHubFromStarting() throws IOException {
        Files.writeString(temp.resolve("ownership.yaml"),
                "customer: {order: [crm]}\ncase:\n  state: {conflict: ask}\n");
        assertThatThrownBy(() -> new FieldRules(temp))
                .hasMessageContaining("ownership.yaml:3: a case has no field state");

        Files.writeString(temp.resolve("ownership.yaml"), "case:\n  status: {conflict: mine}\n");
        assertThatThrownBy(() -> new FieldRules(temp)).hasMessageContaining("ownership.yaml:2: conflict is one of");
    }

    private TicketSeven opens(String ownership) {
        opened = new TicketSeven(temp, ownership);
        return opened;
    }

    private static void decide(TicketSeven ticket, Decision decision) {
        ticket.room(DeliveryDecisions.class).decide(ticket.newest().id(), new Word(decision, null, null), "agent:eve");
    }

    private static Outcome conflict(CaseStatus status, long sequence) {
        return new Outcome.Conflict(
                new Shown(status, null, null, null, Instant.parse("2026-03-02T12:00:00Z"), sequence), "HTTP 412");
    }
}
