package io.casehub.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.Arrivals.Arrival;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.deadlines.Deadlines.State;
import io.casehub.model.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Deadlines as the clock goes on. The week of 2026-03-02, which is a Monday; people work from 9 to
 * 17.
 */
class AlarmsIT {

    private static final Instant NINE = Instant.parse("2026-03-02T09:00:00Z");
    private static final String TICKET = """
            title: Ticket
            priority: [{then: high, olderThan: 48h}, {then: urgent, words: fire}]
            sla:
              firstAnswer: {normal: 4h, high: 2h}
              resolution: 16h
            """;

    private final Bench bench;
    private final Alarms alarms;

    AlarmsIT(@TempDir Path temp) {
        bench = new Bench(temp, NINE, Map.of("ticket", TICKET, "calendar", Bench.OFFICE));
        alarms = bench.hub.rooms.get(Alarms.class);
    }

    @AfterEach
    void closesTheHub() {
        bench.close();
    }

    @Test
    void aCaseIsDueByItsTypeItsPriorityAndTheCalendar() {
        var hub = bench.open("ticket", "Broken");

        assertThat(hub.due().firstAnswer().dueAt()).isEqualTo("2026-03-02T13:00:00Z");
        assertThat(hub.due().firstAnswer().warnAt()).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(hub.due().resolution().dueAt()).isEqualTo("2026-03-03T17:00:00Z");
        assertThat(dueAt(hub)).isEqualTo("2026-03-02T13:00:00Z");

        var higher = bench.give(hub, CaseField.PRIORITY, "high");
        assertThat(higher.due().firstAnswer().dueAt()).isEqualTo("2026-03-02T11:00:00Z");
        assertThat(bench.give(hub, CaseField.PRIORITY, "low").due().firstAnswer().dueAt()).isNull();
        assertThat(bench.cases.get(hub.id()).due().resolution().dueAt()).isEqualTo("2026-03-03T17:00:00Z");
    }

    @Test
    void aWarningAndABreachAreToldOnceEach() {
        var hub = bench.open("ticket", "Broken");

        assertThat(ringsAt("2026-03-02T11:59:59Z")).isEmpty();
        assertThat(ringsAt("2026-03-02T12:00:00Z")).containsExactly("WARNED first-answer");
        assertThat(ringsAt("2026-03-02T12:30:00Z")).isEmpty();
        assertThat(state(bench.cases.get(hub.id()))).contains(State.ABOUT_TO_BREACH);
        assertThat(ringsAt("2026-03-02T13:00:00Z")).containsExactly("BREACHED first-answer");
        assertThat(ringsAt("2026-03-03T13:00:00Z")).containsExactly("WARNED resolution");
        assertThat(ringsAt("2026-03-03T17:00:00Z")).containsExactly("BREACHED resolution");
        assertThat(ringsAt("2026-03-04T08:00:00Z")).isEmpty();

        assertThat(bench.cases.get(hub.id()).version()).isEqualTo(hub.version());
        assertThat(bench.history(hub)).contains("rule:sla sla.warning first-answer 2026-03-02T13:00:00Z",
                "rule:sla sla.breached first-answer 2026-03-02T13:00:00Z",
                "rule:sla sla.breached resolution 2026-03-03T17:00:00Z");
    }

    @Test
    void aCaseThatLeadsOnToAnotherRingsNoMore() {
        var lasting = bench.open("ticket", "Broken");
        var other = bench.open("ticket", "Broken again");

        bench.hub.rooms.get(CaseDecisions.class).decide(new Decision.Wish(Decision.Kind.MERGE, lasting.id(),
                List.of(other.id()), Set.of(), null, false), "agent:ada");

        assertThat(ringsAt("2026-03-02T12:00:00Z")).containsExactly("WARNED first-answer");
        assertThat(bench.heard.stream().flatMap(changed -> changed.cases().stream()).map(changed -> changed.now().id()))
                .containsOnly(lasting.id());
    }

    @Test
    void whoeverAnswersTheCustomerHasAnsweredAndANoteIsNoAnswer() {
        var hub = bench.open("ticket", "Broken");
        bench.cases.comment(hub.id(), "Asked Bob.", true, "agent:ada", Optional.empty());
        assertThat(dueAt(bench.cases.get(hub.id()))).isEqualTo("2026-03-02T13:00:00Z");

        bench.set(NINE.plus(Duration.ofMinutes(5)));
        bench.cases.comment(hub.id(), "We look into it.", false, "agent:ada", Optional.empty());
        bench.set(NINE.plus(Duration.ofMinutes(9)));
        bench.cases.comment(hub.id(), "Still looking.", false, "agent:ada", Optional.empty());

        assertThat(bench.cases.get(hub.id()).due().answeredAt()).isEqualTo("2026-03-02T09:05:00Z");
        assertThat(ringsAt("2026-03-02T16:00:00Z")).isEmpty();
    }

    @Test
    void theClockOfResolutionStandsStillWhileTheCustomerIsAsked() {
        var hub = bench.open("ticket", "Broken");
        bench.cases.comment(hub.id(), "Which one?", false, "agent:ada", Optional.empty());
        bench.set(Instant.parse("2026-03-02T15:00:00Z"));
        assertThat(dueAt(bench.move(hub, "waiting-customer", null, "agent:ada"))).isNull();
        assertThat(ringsAt("2026-03-04T08:30:00Z")).isEmpty();

        bench.set(Instant.parse("2026-03-04T12:00:00Z"));
        var again = bench.move(hub, "open", null, "agent:ada");

        // two hours on Monday, eight on Tuesday, three on Wednesday
        assertThat(again.due().stood()).isEqualTo(Duration.ofHours(13));
        assertThat(again.due().resolution().dueAt()).isEqualTo("2026-03-05T14:00:00Z");
        assertThat(bench.cases.get(hub.id())).isEqualTo(again);
    }

    @Test
    void whatIsResolvedIsNotDueAndIsDueAgainWhenItIsOpenedAgain() {
        var hub = bench.open("ticket", "Broken");
        bench.set(Instant.parse("2026-03-02T10:00:00Z"));
        assertThat(dueAt(bench.move(hub, "resolved", null, "agent:ada"))).isNull();
        assertThat(ringsAt("2026-03-09T10:00:00Z")).isEmpty();

        bench.set(Instant.parse("2026-03-10T10:00:00Z"));
        var again = bench.move(hub, "open", null, "agent:ada");

        assertThat(again.due().resolution().dueAt()).isEqualTo("2026-03-11T17:00:00Z");
        assertThat(ringsAt("2026-03-10T10:00:00Z")).containsExactly("BREACHED first-answer", "PRIORITY high");
    }

    @Test
    void aCaseThatGrowsOldGetsThePriorityOfItsAgeOnce() {
        var hub = bench.open("ticket", "Broken");
        var urgent = bench.open("ticket", "Fire");
        bench.move(urgent, "open", null, "agent:ada");

        assertThat(ringsAt("2026-03-04T08:59:59Z")).doesNotContain("PRIORITY high");
        assertThat(ringsAt("2026-03-04T09:00:00Z")).contains("PRIORITY high");
        bench.give(hub, CaseField.PRIORITY, "normal");
        assertThat(ringsAt("2026-03-20T09:00:00Z")).doesNotContain("PRIORITY high");

        assertThat(bench.cases.get(urgent.id()).priority()).isEqualTo(Priority.URGENT);
        assertThat(bench.history(hub)).contains("rule:age priority.changed priority high");
    }

    @Test
    void whatASourceAnswersTheHubDoesNotSeeSoItPromisesNone() {
        bench.hub.arrive(Arrival.ticket("7", "1").with("type", "ticket").with("openedAt", NINE.toString()));
        bench.set(Instant.parse("2026-03-03T13:00:00Z"));

        alarms.ring();

        assertThat(told()).containsExactly("WARNED resolution");
    }

    @Test
    void whatIsDueIsFoundInItsOrderPageByPage() {
        var late = bench.open("ticket", "Late");
        bench.set(NINE.plus(Duration.ofMinutes(30)));
        bench.open("ticket", "Later");
        bench.set(NINE.plus(Duration.ofHours(7)));
        bench.open("ticket", "Fine");
        alarms.ring();

        assertThat(search(State.BREACHED, null, null)).containsExactly("Late", "Later");
        assertThat(search(State.ON_TIME, null, null)).containsExactly("Fine");
        assertThat(search(null, Instant.parse("2026-03-02T13:30:00Z"), null)).containsExactly("Late");
        assertThat(search(State.BREACHED, null, bench.cases.get(late.id()))).containsExactly("Later");
        alarms.count();
    }

    private List<String> search(@Nullable State state, @Nullable Instant before, @Nullable HubCase behind) {
        var work = new CaseFilter.Work(Set.of(), null, null, Set.of(), state, before);
        return bench.cases.search(new CaseFilter(null, Set.of(), null, null, behind == null ? null : dueAt(behind),
                behind == null ? null : behind.id(), 10, work)).stream().map(HubCase::subject).toList();
    }

    private List<String> ringsAt(String at) {
        bench.set(Instant.parse(at));
        bench.heard.clear();
        alarms.ring();
        return told();
    }

    private List<String> told() {
        return bench.heard.stream().flatMap(changed -> changed.cases().stream())
                .filter(changed -> changed.kind() != Kind.OPENED)
                .map(changed -> changed.kind() == Kind.CHANGED
                        ? changed.changes().getFirst().field() + " " + changed.changes().getFirst().after()
                        : changed.kind() + " " + changed.changes().getFirst().name())
                .toList();
    }

    private static @Nullable Instant dueAt(HubCase hub) {
        return hub.due().dueAt(hub.status());
    }

    private static Optional<State> state(HubCase hub) {
        return hub.due().state(hub.status());
    }
}
