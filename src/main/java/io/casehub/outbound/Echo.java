package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.linking.Linking;
import io.casehub.identity.PageIdentified;
import io.casehub.model.CaseRecord;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.Meeting.Known;
import io.casehub.outbound.Meeting.Told;
import io.casehub.outbound.Meeting.Verdict;
import io.casehub.outbound.Meeting.Word;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Hears what source cases say before the cases do, and holds it against what they were told or are
 * to be told: so a case does not follow a source that merely did what it was told, and of two who
 * changed one field the rule of that field says who wins.
 */
@Component
class Echo {

    private static final int BEFORE_CASES = 5;

    private final Outbox outbox;
    private final Standings standings;
    private final Cases cases;
    private final Linking linking;
    private final Disputes disputes;
    private final Registrar registrar;
    private final Carrier carrier;
    private final Worker worker;
    private final Clock clock;

    Echo(Outbox outbox, Standings standings, Cases cases, Linking linking, Disputes disputes, Registrar registrar,
            Carrier carrier, Worker worker, Clock clock) {
        this.outbox = outbox;
        this.standings = standings;
        this.cases = cases;
        this.linking = linking;
        this.disputes = disputes;
        this.registrar = registrar;
        this.carrier = carrier;
        this.worker = worker;
        this.clock = clock;
    }

    @EventListener
    @Order(BEFORE_CASES)
    void on(PageIdentified page) {
        var said = page.records().stream()
                .map(owned -> owned.stored().record())
                .filter(CaseRecord.class::isInstance)
                .map(CaseRecord.class::cast)
                .collect(Collectors.toMap(CaseRecord::source, Function.identity()));
        if (said.isEmpty() || standings.standing(said.keySet()).isEmpty()) {
            return;
        }
        linking.hold(page);
        hear(said);
    }

    private void hear(Map<SourceRef, CaseRecord> said) {
        cases.hold(standings.standing(said.keySet()).stream().flatMap(command -> command.topic().hubCase().stream())
                .distinct().toList());
        var links = cases.linked(said.keySet());
        standings.standing(said.keySet()).stream()
                .collect(Collectors.groupingBy(command -> List.of(command.record(), command.kind())))
                .values().forEach(commands -> {
                    var record = Objects.requireNonNull(said.get(commands.getFirst().record()));
                    var link = links.get(record.source());
                    if (link != null) {
                        meet(record, link, commands);
                    }
                });
    }

    private void meet(CaseRecord record, CaseLink link, List<Delivery> commands) {
        var field = commands.getFirst().kind().field().orElseThrow();
        var word = new Word(CommandKind.value(field, record), record.revision().changedAt(),
                record.revision().sequence());
        var told = IntStream.range(0, commands.size()).mapToObj(place -> told(place, commands.get(place))).toList();
        switch (new Meeting(word, new Known(link.value(field), link.isAheadOf(record.revision())), told,
                disputes.sameness(commands.getFirst())).verdict(clock.instant())) {
            case Verdict.Stale() -> {
            }
            case Verdict.Repeated() -> know(record, field);
            case Verdict.Ours(var ours) -> echoed(record, field, commands, ours.place());
            case Verdict.Agreed(var ours) -> agreed(record, field, commands, ours.place());
            case Verdict.Doubtful(var ours) -> {
                know(record, field);
                standings.doubted(commands.get(ours.place()), Duration.ZERO);
            }
            case Verdict.Theirs() -> standings.overridden(commands.getFirst());
            case Verdict.Clash() -> clash(record, field, commands);
        }
    }

    /** It has come back, and with it all that was told before. */
    private void echoed(CaseRecord record, CaseField field, List<Delivery> commands, int place) {
        know(record, field);
        var ours = commands.get(place);
        if (ours.state() != State.DELIVERED) {
            standings.landed(ours, record.revision());
        }
        standings.echoed(commands.subList(0, place + 1).stream().filter(command -> !isWaiting(command)).toList());
        if (ours.state() == State.UNKNOWN || ours.state() == State.SENT) {
            settle(ours, Settlement.delivered(Shown.of(record), Confirmation.PULL, "found there by the next reading"));
        }
    }

    private void agreed(CaseRecord record, CaseField field, List<Delivery> commands, int place) {
        know(record, field);
        outbox.follow(commands.subList(0, place).stream().filter(Echo::isWaiting).toList(), commands.get(place));
        settle(commands.get(place), Settlement.delivered(Shown.of(record), Confirmation.PULL, "it already says so"));
        standings.echoed(commands.subList(0, place + 1));
    }

    private void clash(CaseRecord record, CaseField field, List<Delivery> commands) {
        var newest = commands.getLast();
        var rule = disputes.rule(field);
        var waiting = commands.stream().filter(Echo::isWaiting).toList();
        var theirs = CommandKind.value(field, record);
        var words = "it was changed there meanwhile, to " + theirs;
        switch (disputes.winner(newest, field, record.revision().changedAt())) {
            case THEIRS -> {
                standings.overridden(newest);
                waiting.forEach(command -> settle(command,
                        Settlement.clash(State.CONFLICT, words, theirs, rule.conflict().word())));
            }
            case OURS -> {
                know(record, field);
                if (waiting.isEmpty()) {
                    restated(newest); // what is under way may have landed before theirs
                }
            }
            case NOBODY -> {
                know(record, field);
                (waiting.isEmpty() ? List.of(restated(newest)) : waiting).forEach(command -> settle(command,
                        Settlement.clash(State.PARKED, words, theirs, rule.conflict().word())));
            }
        }
    }

    private Delivery restated(Delivery newest) {
        var id = outbox.add(newest.topic(), newest.record(), newest.kind(), newest.said(), newest.actor(),
                carrier.expected(newest.record().system(), newest.kind()));
        worker.wakeAfterCommit();
        return outbox.find(id).orElseThrow();
    }

    private void settle(Delivery command, Settlement how) {
        if (outbox.settle(command, how)) {
            registrar.settled(command, how.state());
        }
    }

    private void know(CaseRecord record, CaseField field) {
        cases.echoed(record.source(), field, new CaseLink.Told(CommandKind.value(field, record), record.sourceStatus(),
                null, record.revision().sequence()));
    }

    private static boolean isWaiting(Delivery command) {
        return command.state() == State.PENDING || command.state() == State.PARKED;
    }

    private static Told told(int place, Delivery command) {
        var trace = command.trace();
        return new Told(place, command.value(), trace.echoedAt() == null ? command.state() : State.DELIVERED,
                command.createdAt(), command.settledAt() == null ? trace.echoedAt() : command.settledAt(),
                trace.changedAt(), trace.sequence());
    }
}
