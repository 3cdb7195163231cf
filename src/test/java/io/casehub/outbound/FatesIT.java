package io.casehub.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.Arrivals;
import io.casehub.Arrivals.Arrival;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseField;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.DeliveryDecisions.Decision;
import io.casehub.outbound.DeliveryDecisions.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of commands that do not simply arrive, and what people and rules decide on them. */
class FatesIT {

    private static final SourceRef TICKET = new SourceRef("crm", Entity.CASE, "7");
    private static final Duration LEASE = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    private final RememberingCarrier carrier = new RememberingCarrier();
    private @Nullable Arrivals hub;

    @AfterEach
    void closesTheHub() {
        Objects.requireNonNull(hub).close();
    }

    @Test
    void ofSeveralThatWaitTheLastIsToldWhereTheConnectorAllowsIt() {
        opens("");
        carrier.folding.add("crm");
        change(CaseStatus.WAITING_CUSTOMER);
        change(CaseStatus.OPEN);
        change(CaseStatus.RESOLVED);
        comment("Done.");
        change(CaseStatus.CLOSED);

        carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("resolved", "Done.", "closed");
        assertThat(all()).extracting(Delivery::state).containsOnly(State.DELIVERED);
        var told = all().reversed().get(2);
        assertThat(all().reversed().subList(0, 2)).extracting(delivery -> delivery.trace().foldedInto())
                .containsOnly(told.id());
    }

    @Test
    void whatMayHaveBeenToldIsNotFolded() {
        opens("");
        carrier.folding.add("crm");
        change(CaseStatus.WAITING_CUSTOMER);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();
        change(CaseStatus.RESOLVED);

        carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("waiting-customer", "waiting-customer",
                "resolved");
    }

    @Test
    void whereTheHubsWordCountsItIsToldAgainWithTheNewVersion() {
        opens("case: {status: {conflict: hub-wins}}");
        change(CaseStatus.RESOLVED);
        carrier.answers.add(conflict(CaseStatus.WAITING_CUSTOMER, 9));

        carryDue();

        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(3L, 9L);
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
        hub().arrive(ticket(1, 9, "waiting-customer"));
        assertThat(found().status()).as("an older version says nothing").isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whereTheHubsWordCountsACaseThatWaitsToTellDoesNotFollow() {
        opens("case: {status: {owner: hub}}");
        change(CaseStatus.RESOLVED);

        hub().arrive(ticket(1, 4, "waiting-customer"));

        assertThat(found().status()).isEqualTo(CaseStatus.RESOLVED);
        carryDue();
        assertThat(carrier.carried).extracting(Command::sequence).containsExactly(4L);
    }

    @Test
    void theLaterWordWinsByTheClocks() {
        opens("case: {status: {conflict: latest-wins}}");
        change(CaseStatus.RESOLVED);
        hub().arrive(ticket(1, 4, "waiting-customer"));
        assertThat(found().status()).as("theirs is of March, ours of today").isEqualTo(CaseStatus.RESOLVED);

        carrier.answers.add(new Outcome.Conflict(new Shown(CaseStatus.OPEN, null, null, null,
                Instant.now().plusSeconds(60), 5), "HTTP 412"));
        carryDue();
        assertThat(newest().fate()).isEqualTo(new Fate.Conflict("resolved", "open", "latest-wins", "HTTP 412"));
        hub().arrive(ticket(2, 5, "open"));
        assertThat(found().status()).isEqualTo(CaseStatus.OPEN);
    }

    @Test
    void whereAPersonIsToDecideBothValuesWaitAndHisWordCounts() {
        opens("case: {status: {conflict: ask}}");
        change(CaseStatus.RESOLVED);
        hub().arrive(ticket(1, 4, "waiting-customer"));

        assertThat(newest().fate()).isInstanceOfSatisfying(Fate.Parked.class,
                parked -> assertThat(parked.theirs()).contains("waiting-customer"));
        assertThat(found().status()).isEqualTo(CaseStatus.RESOLVED);
        assertThat(take()).isEmpty();

        decide(Decision.RETRY, null);
        carryDue();
        assertThat(carrier.carried).extracting(Command::value).containsExactly("resolved");
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
        assertThat(history()).contains("delivery.parked", "delivery.retry", "delivery.delivered");
    }

    @Test
    void whoDropsItLetsTheCaseSayWhatItsSystemSays() {
        opens("case: {status: {conflict: ask}}");
        change(CaseStatus.RESOLVED);
        hub().arrive(ticket(1, 4, "waiting-customer"));

        decide(Decision.DROP, null);
        assertThat(newest().trace().decidedBy()).isEqualTo("agent:eve");
        resolveDoubts();

        assertThat(found().status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
        assertThat(take()).isEmpty();
    }

    @Test
    void whatIsUnknownIsAskedForAndNeverToldTwice() {
        opens("");
        carrier.repeatable.remove("crm");
        comment("Call him.");
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();
        assertThat(newest().fate()).isInstanceOf(Fate.Unknown.class);

        carrier.findings.add(new Outcome.Delivered(null, Confirmation.READ_BACK, "it was there already"));
        carryDue();

        assertThat(carrier.carried).hasSize(1);
        assertThat(newest().fate()).isEqualTo(new Fate.Delivered(Confirmation.READ_BACK, "it was there already"));
    }

    @Test
    void whatIsUnknownAndComesBackWithAReadingIsThere() {
        opens("");
        carrier.repeatable.remove("crm");
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();

        hub().arrive(ticket(1, 4, "resolved"));

        assertThat(newest().fate()).isInstanceOfSatisfying(Fate.Delivered.class,
                delivered -> assertThat(delivered.by()).isEqualTo(Confirmation.PULL));
        assertThat(found().status()).isEqualTo(CaseStatus.RESOLVED);
    }

    @Test
    void whoHasLookedConfirmsItAndTheLaneGoesOn() {
        opens("");
        carrier.repeatable.remove("crm");
        comment("Call him.");
        carrier.answers.add(new Outcome.Unknown("connection reset"));
        carryDue();
        comment("He called.");
        carryDue();
        assertThat(carrier.carried).hasSize(1);

        decisions().decide(all().getLast().id(), new Word(Decision.CONFIRM, null, "seen there"), "agent:eve");
        carryDue();

        assertThat(carrier.carried).extracting(Command::value).containsExactly("Call him.", "He called.");
        assertThat(all().getLast().fate()).isInstanceOfSatisfying(Fate.Delivered.class,
                delivered -> assertThat(delivered.by()).isEqualTo(Confirmation.PERSON));
    }

    @Test
    void whatTheHubCannotSayIsParkedEditedAndTold() {
        opens("");
        comment("Grüße");
        carrier.answers.add(new Outcome.Unsayable("the hub cannot say it: no word"));
        carryDue();
        assertThat(newest().fate()).isEqualTo(
                new Fate.Parked("the hub cannot say it: no word", Optional.empty(), Optional.empty()));

        decisions().decide(newest().id(), new Word(Decision.EDIT, TextNode.valueOf("Gruesse"), null), "agent:eve");
        carryDue();

        assertThat(carrier.carried.getLast().value()).isEqualTo("Gruesse");
        assertThat(newest().state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aFieldIsNotToldAgainOnceTheCaseSaysSomethingElse() {
        opens("");
        change(CaseStatus.RESOLVED);
        carrier.answers.add(new Outcome.Refused("no"));
        carryDue();
        var refused = newest();
        change(CaseStatus.CLOSED);

        assertThatThrownBy(() -> decisions().decide(refused.id(), new Word(Decision.RETRY, null, null), "agent:eve"))
                .isInstanceOf(DeliveryUndecidable.class).hasMessageContaining("a later command");
        assertThatThrownBy(() -> decisions().decide(refused.id(), new Word(Decision.DROP, null, null), "agent:eve"))
                .isInstanceOf(DeliveryUndecidable.class);
    }

    @Test
    void twoStatusesForOneWordOfTheSystemAreOneThere() {
        opens("");
        carrier.oneWord.addAll(List.of("resolved", "closed"));
        change(CaseStatus.CLOSED);
        carryDue();

        hub().arrive(ticket(1, 5, "resolved"));

        assertThat(found().status()).isEqualTo(CaseStatus.CLOSED);
        assertThat(newest().trace().echoedAt()).isNotNull();
    }

    @Test
    void aPriorityThatComesBackMovesNothingThoughAnAgentHasGoneOn() {
        opens("");
        cases().change(found().id(), Map.of(CaseField.PRIORITY, "urgent"), null, "agent:ada");
        carryDue();
        cases().change(found().id(), Map.of(CaseField.PRIORITY, "low"), null, "agent:ada");

        hub().arrive(ticket(1, 4, "open").with("priority", "urgent"));

        assertThat(found().priority().word()).isEqualTo("low");
        assertThat(take()).hasSize(1);
    }

    @Test
    void whatAConnectorDeclaresByItselfIsToldAndWhoIsNotToKnowIsNot() {
        opens("case: {status: {told: nobody}}");
        carrier.declared.put("crm", Map.of(new CommandKind("case-title"), "subject"));

        cases().change(found().id(), Map.of(CaseField.SUBJECT, "Broken cup", CaseField.STATUS, "resolved"), null,
                "agent:ada");
        carryDue();

        assertThat(carrier.carried).extracting(command -> command.kind() + " " + command.value())
                .containsExactly("case-title Broken cup");
    }

    @Test
    void whatIsLateIsToldOnce() {
        opens("");
        change(CaseStatus.RESOLVED);
        hub().database.jdbc().sql("update delivery set deadline = now() - interval '1 second'").update();

        var aftercare = hub().rooms.get(Aftercare.class);
        aftercare.tellOfLate();
        var told = newest().trace().overdueAt();
        aftercare.tellOfLate();

        assertThat(told).isNotNull();
        assertThat(newest().trace().overdueAt()).isEqualTo(told);
    }

    @Test
    void whatNobodyReachedForAWeekIsLeftToAPerson() {
        opens("");
        change(CaseStatus.RESOLVED);
        hub().database.jdbc().sql("update delivery set created_at = now() - interval '8 days'").update();
        carrier.answers.add(new Outcome.NotReached("connection refused", Duration.ofSeconds(1)));

        carryDue();

        assertThat(newest().fate()).isInstanceOfSatisfying(Fate.Parked.class,
                parked -> assertThat(parked.reason()).startsWith("given up after 7 days: connection refused"));
    }

    @Test
    void aSystemThatIsNotReachedIsLeftAloneByAllNodes() {
        opens("");
        var one = hub().rooms.get(Breakers.class);
        var other = new Breakers(hub().database.jdbc());

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

    @Test
    void aFileThatCannotBeUsedKeepsTheHubFromStarting() throws IOException {
        opens("");
        Files.writeString(temp.resolve("ownership.yaml"),
                "customer: {order: [crm]}\ncase:\n  state: {conflict: ask}\n");
        assertThatThrownBy(() -> new FieldRules(temp))
                .hasMessageContaining("ownership.yaml:3: a case has no field state");

        Files.writeString(temp.resolve("ownership.yaml"), "case:\n  status: {conflict: mine}\n");
        assertThatThrownBy(() -> new FieldRules(temp)).hasMessageContaining("ownership.yaml:2: conflict is one of");
    }

    private void opens(String ownership) {
        try {
            Files.writeString(temp.resolve("ownership.yaml"), ownership.isEmpty() ? "case: {}" : ownership);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hub = new Arrivals(temp, context -> {
            context.registerBean(Carrier.class, () -> carrier);
            context.registerBean("said", FieldRules.class, () -> new FieldRules(temp),
                    definition -> definition.setPrimary(true));
        }, "ingest", "audit", "identity", "cases", "intake", "outbound");
        hub.arrive(ticket(0, 3, "open"));
    }

    private static Arrival ticket(int version, long sequence, String status) {
        return Arrival.ticket("7", "1").version(version).with("sequence", sequence).with("status", status);
    }

    private void change(CaseStatus status) {
        cases().change(found().id(), Map.of(CaseField.STATUS, status.word()), null, "agent:ada");
    }

    private void comment(String text) {
        cases().comment(found().id(), text, true, "agent:ada", Optional.empty());
    }

    private void decide(Decision decision, @Nullable String reason) {
        decisions().decide(newest().id(), new Word(decision, null, reason), "agent:eve");
    }

    private void resolveDoubts() {
        hub().database.jdbc().sql("""
                insert into source_contact (route, system, reached_at) values ('crm-cases', 'crm', now())
                """).update();
        hub().rooms.get(Aftercare.class).resolveDoubts(Meeting.DOUBT);
    }

    private List<Leased> take() {
        var lanes = hub().rooms.get(Lanes.class);
        return hub().rooms.get(Outbox.class).systems().stream()
                .flatMap(system -> lanes.take(system, 16, LEASE).stream()).toList();
    }

    private void carryDue() {
        hub().database.jdbc().sql("update delivery set next_at = now() where state in ('pending', 'unknown')").update();
        for (var due = take(); !due.isEmpty(); due = take()) {
            due.forEach(hub().rooms.get(Dispatch.class)::carry);
        }
    }

    private HubCase found() {
        return cases().get(Objects.requireNonNull(cases().linked(List.of(TICKET)).get(TICKET)).caseId());
    }

    private List<Delivery> all() {
        return hub().rooms.get(Deliveries.class).of(found().id());
    }

    private Delivery newest() {
        return all().getFirst();
    }

    private List<String> history() {
        return hub().rooms.get(AuditTrail.class).of(new Subject("case", found().id().toString()), 0, 100).stream()
                .map(recorded -> recorded.entry().action()).toList();
    }

    private Cases cases() {
        return hub().rooms.get(Cases.class);
    }

    private DeliveryDecisions decisions() {
        return hub().rooms.get(DeliveryDecisions.class);
    }

    private Arrivals hub() {
        return Objects.requireNonNull(hub);
    }

    private static Outcome conflict(CaseStatus status, long sequence) {
        return new Outcome.Conflict(
                new Shown(status, null, null, null, Instant.parse("2026-03-02T12:00:00Z"), sequence), "HTTP 412");
    }
}
