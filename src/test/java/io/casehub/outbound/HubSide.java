package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Follower;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Revision;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.Meeting.Known;
import io.casehub.outbound.Meeting.Verdict;
import io.casehub.outbound.Meeting.Word;
import io.casehub.outbound.OtherSystem.Answer;
import io.casehub.outbound.OtherSystem.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The hub in a {@link Synchronisation}: what it hears of its case by readings, and what it tells by
 * commands. What decides is the hub's own code ({@link Meeting}, {@link FieldRule},
 * {@code cases.Following}).
 */
final class HubSide {

    private final FieldRule rule;
    private final OtherSystem system;
    private final Story story;
    private final Follower hub;
    private final List<SentCommand> commands = new ArrayList<>();
    private final Set<CaseRecord> seen = new HashSet<>();
    private CaseRecord stored;
    private Instant read = Story.BEGINNING;

    HubSide(FieldRule rule, OtherSystem system, Story story) {
        this.rule = rule;
        this.system = system;
        this.story = story;
        this.stored = system.record();
        this.hub = new Follower(stored);
        seen.add(stored);
    }

    CaseStatus status() {
        return hub.status();
    }

    /** How often the case has followed its source. */
    int followed() {
        return hub.followed();
    }

    /** What is refused may have been done and undone within a second: somebody is told, and looks. */
    boolean isRefused() {
        return !commands.isEmpty() && commands.getLast().state == State.REFUSED;
    }

    boolean isWaitingForSomebodyToDecide() {
        return commands.stream().anyMatch(command -> command.state == State.PARKED);
    }

    /** An agent says something else. */
    void change(CaseStatus wish) {
        if (wish != hub.status()) {
            story.tell("the agent says " + wish);
            hub.change(wish, story.now());
            commands.add(new SentCommand(wish.word(), story.now()));
        }
    }

    /** A page that was read then is stored. */
    void read(CaseRecord page, Instant readAt) {
        // of one second the order of readings decides, which one route keeps; two may not, see
        // docs/reliability.md
        if (!readAt.isBefore(read) || !page.revision().equals(stored.revision())) {
            take(page);
        }
        read = readAt.isAfter(read) ? readAt : read;
    }

    /** As ingest does: what was seen before and what is older than what is current says nothing. */
    private void take(CaseRecord page) {
        if (seen.add(page) && page.revision().compareTo(stored.revision()) >= 0) {
            stored = page;
            hear(page);
        }
    }

    private void hear(CaseRecord page) {
        story.tell("a reading says " + page.status() + " as of " + page.revision());
        var standing = standing();
        if (!standing.isEmpty()) {
            var told = IntStream.range(0, standing.size()).mapToObj(i -> standing.get(i).told(i)).toList();
            var known = new Known(hub.link().value(CaseField.STATUS), hub.link().isAheadOf(page.revision()));
            meet(page, standing, new Meeting(word(page), known, told, OtherSystem::same).verdict(story.now()));
        }
        hub.hear(page);
    }

    private void meet(CaseRecord page, List<SentCommand> standing, Verdict verdict) {
        story.tell("  which is " + verdict);
        switch (verdict) {
            case Verdict.Stale() -> {
            }
            case Verdict.Repeated() -> know(page, null);
            case Verdict.Ours(var ours) -> {
                know(page, null);
                standing.get(ours.place()).landed(page.revision(), story.now());
                standing.subList(0, ours.place() + 1).stream().filter(command -> !command.isWaiting())
                        .forEach(SentCommand::echoed);
            }
            case Verdict.Agreed(var ours) -> {
                know(page, null);
                standing.subList(0, ours.place()).stream().filter(SentCommand::isWaiting).forEach(command -> {
                    command.state = State.DELIVERED; // its fate is that of the other, for which it is folded
                    command.isOverridden = true;
                });
                standing.get(ours.place()).delivered(story.now());
                standing.get(ours.place()).shown(page.revision());
                standing.subList(0, ours.place() + 1).forEach(SentCommand::echoed);
            }
            case Verdict.Doubtful(var ours) -> {
                know(page, null);
                standing.get(ours.place()).doubtedAt = story.now();
            }
            case Verdict.Theirs() -> override();
            case Verdict.Clash() -> clash(page, standing);
        }
    }

    private void clash(CaseRecord page, List<SentCommand> standing) {
        var newest = standing.getLast();
        var waiting = standing.stream().filter(SentCommand::isWaiting).toList();
        switch (rule.winner("crm", true, newest.decidedAt, page.revision().changedAt())) {
            case THEIRS -> {
                override();
                waiting.forEach(command -> command.state = State.CONFLICT);
            }
            case OURS -> {
                know(page, null);
                if (waiting.isEmpty()) {
                    commands.add(new SentCommand(newest.value, newest.decidedAt));
                }
            }
            case NOBODY -> {
                know(page, null);
                if (waiting.isEmpty()) {
                    commands.add(new SentCommand(newest.value, newest.decidedAt));
                    commands.getLast().state = State.PARKED;
                }
                waiting.forEach(command -> command.state = State.PARKED);
            }
        }
    }

    /** As the outbox finds them. */
    private List<SentCommand> standing() {
        var decided = commands.stream()
                .filter(command -> command.state == State.DELIVERED || command.state == State.CONFLICT)
                .mapToInt(commands::indexOf).max().orElse(-1);
        return commands.stream().filter(command -> command.stands(story.now()))
                .filter(command -> command.state != State.PARKED || commands.indexOf(command) > decided).toList();
    }

    /** The head of the lane. */
    @Nullable
    SentCommand next() {
        return commands.stream().filter(SentCommand::isUnderWay).findFirst().orElse(null);
    }

    /** First it sets out, and only at the next turn the answer is there: much may happen between. */
    void carry(SentCommand command, Line line) {
        if (command.state != State.PENDING) {
            settle(command);
        } else if (command.isEchoed) {
            command.delivered(story.now()); // its answer was lost, and a reading has shown it since
        } else {
            command.sent(hub.link());
            story.tell("telling " + command.value);
            boolean isThereAlready = system.kind() == Kind.TIMED && command.isUncertain
                    && OtherSystem.same(command.value, system.status().word());
            command.isFound = isThereAlready;
            command.answer = isThereAlready ? system.shown() : line.carry(command);
        }
    }

    private void settle(SentCommand command) {
        var answer = command.answer;
        command.answer = null;
        if (answer == null) {
            command.state = State.PENDING;
            command.isUncertain = true;
            story.tell("no answer to " + command.value);
        } else if (system.kind() == Kind.VERSIONED && answer.isConflict()) {
            if (command.isEchoed) {
                delivered(command, null); // a reading has shown it, and what came after it
            } else {
                conflict(command, answer.now());
            }
        } else if (system.kind() == Kind.TIMED && !command.isFound) {
            readBack(command);
        } else {
            delivered(command, system.kind() == Kind.BLIND ? null : answer.now());
        }
    }

    /** What it said yes to, somebody may have changed before it is asked. */
    private void readBack(SentCommand command) {
        var now = system.record();
        var said = now.status().word();
        var before = Objects.requireNonNull(command.known);
        if (OtherSystem.same(command.value, said)) {
            delivered(command, now);
        } else if (command.isEchoed) {
            delivered(command, null); // a reading has shown it, and what came after it
        } else if (Meeting.isOvertaken(said, before.value(CaseField.STATUS), isNewer(now.revision(), before),
                OtherSystem::same)) {
            story.tell("yes to " + command.value + ", and it says " + said + " since");
            theirs(command, now);
        } else {
            story.tell("yes to " + command.value + ", and it says " + said + " as before");
            command.state = State.REFUSED;
        }
    }

    private void delivered(SentCommand command, @Nullable CaseRecord shown) {
        command.delivered(story.now());
        if (shown != null) {
            command.shown(shown.revision());
        }
        var said = shown == null ? command.value : shown.status().word();
        story.tell("delivered " + command.value + ", shown " + said);
        if (command.isEchoed || command.isOverridden) {
            return; // a reading has told it, and all that came since
        }
        if (shown != null && hub.link().isAheadOf(shown.revision())) {
            command.doubtedAt = story.now().minus(Meeting.DOUBT);
        } else if (OtherSystem.same(command.value, said)) {
            boolean isUnclear = shown == null || command.sequence == 0
                    && shown.revision().changedAt().equals(hub.link().knownAt());
            boolean isReadMeanwhile = isUnclear && !hub.link().equals(command.known)
                    && !OtherSystem.same(hub.link().value(CaseField.STATUS), command.value);
            command.doubtedAt = isReadMeanwhile ? story.now() : null;
            hub.told(new CaseLink.Told(said, null, command.changedAt, command.sequence), story.now());
        }
    }

    private void conflict(SentCommand command, CaseRecord theirs) {
        var known = new Known(hub.link().value(CaseField.STATUS), false);
        var winner = rule.winner("crm", true, command.decidedAt, theirs.revision().changedAt());
        var clashed = Meeting.answer(command.value, word(theirs), known, isNewer(theirs.revision(), hub.link()),
                winner, OtherSystem::same);
        story.tell("conflict about " + command.value + ": " + theirs.status() + " there, so " + clashed);
        switch (clashed) {
            case DONE -> {
                command.answer = new Answer(theirs, false);
                settle(command);
            }
            case AGAIN -> {
                know(theirs, theirs.revision());
                command.state = State.PENDING;
                command.isEchoed = false;
            }
            case THEIRS -> theirs(command, theirs);
            case ASKED -> {
                know(theirs, theirs.revision());
                command.state = State.PARKED;
            }
        }
    }

    private void theirs(SentCommand command, CaseRecord theirs) {
        command.state = State.CONFLICT;
        if (!command.isOverridden) {
            yieldTo(command, theirs.revision());
        }
    }

    private static boolean isNewer(Revision theirs, CaseLink link) {
        return theirs.sequence() > link.sequence() || theirs.sequence() == 0
                && (link.knownAt() == null || theirs.changedAt().isAfter(link.knownAt()));
    }

    /** Theirs stands: whatever is read next is to be heard, or what has been read already. */
    private void yieldTo(SentCommand command, Revision theirs) {
        boolean isToCome = isNewer(theirs, hub.link());
        commands.stream().filter(other -> !other.isWaiting()).forEach(other -> other.isOverridden = true);
        if (!hub.link().isAheadOf(theirs)) {
            hub.told(new CaseLink.Told(command.value, null, null, 0), story.now());
        }
        command.doubtedAt = isToCome ? null : story.now().minus(Meeting.DOUBT);
    }

    void resolveDoubts() {
        for (var command : List.copyOf(commands)) {
            if (command.doubtedAt != null && !story.now().isBefore(command.doubtedAt.plus(Meeting.DOUBT))
                    && read.isAfter(command.doubtedAt)) {
                command.doubtedAt = null;
                boolean isReplaced = commands.stream().skip(commands.indexOf(command) + 1L)
                        .anyMatch(later -> later.state != State.CONFLICT && later.state != State.PARKED);
                if (!isReplaced) {
                    story.tell("what was doubted of " + command.value + " is so");
                    hub.told(new CaseLink.Told(command.value, null, null, 0), story.now());
                    override();
                    hear(stored);
                }
            }
        }
    }

    private void override() {
        commands.forEach(command -> command.isOverridden = true);
    }

    private void know(CaseRecord said, @Nullable Revision answered) {
        hub.told(new CaseLink.Told(said.status().word(), null, answered == null ? null : answered.changedAt(),
                said.revision().sequence()), story.now());
    }

    private static Word word(CaseRecord said) {
        return new Word(said.status().word(), said.revision().changedAt(), said.revision().sequence());
    }

    /**
     * What a command is sent over, and what its answer comes back by; {@code null} where one is lost.
     */
    interface Line {
        @Nullable
        Answer carry(SentCommand command);
    }
}
