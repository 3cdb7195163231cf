package io.casehub.outbound;

import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Follower;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Revision;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.FieldRule.Clash;
import io.casehub.outbound.Meeting.Known;
import io.casehub.outbound.Meeting.Told;
import io.casehub.outbound.Meeting.Verdict;
import io.casehub.outbound.Meeting.Word;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One history of a status that the hub and a system both change, over a line that loses, doubles,
 * delays and reorders, and clocks that differ. What decides is the hub's own code ({@link Meeting},
 * {@link FieldRule}, {@code cases.Following}); tables and threads are left out.
 */
public final class Synchronisation {

    private static final List<CaseStatus> STATUSES = List.of(CaseStatus.NEW, CaseStatus.OPEN,
            CaseStatus.WAITING_CUSTOMER, CaseStatus.WAITING_THIRD_PARTY, CaseStatus.RESOLVED, CaseStatus.CLOSED);
    private static final Instant BEGINNING = Instant.parse("2026-03-01T12:00:00Z");
    private static final int MOST_ROUNDS = 60;

    /** How much a system tells of its versions. */
    public enum Kind {
        /**
         * It numbers its versions, refuses to change another one than was named, and answers with the case.
         */
        VERSIONED,
        /** It knows the second of a change, and shows the case when it is asked. */
        TIMED,
        /** It knows the second of a change, and answers yes. */
        BLIND
    }

    private final Random random;
    private final Kind kind;
    private final FieldRule rule;
    private final boolean isCalm;
    private final Duration skew;
    private final List<String> story = new ArrayList<>();
    private final List<Sent> commands = new ArrayList<>();
    private final List<Sent> lost = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();
    private final Set<CaseRecord> seen = new HashSet<>();
    private Instant now = BEGINNING;
    private Instant read = BEGINNING;
    private CaseStatus there = CaseStatus.OPEN;
    private Instant changedThere;
    private long sequence = 1;
    private CaseRecord stored;
    private final Follower hub;

    private Synchronisation(long seed, boolean isCalm) {
        this.random = new Random(seed);
        this.kind = Kind.values()[random.nextInt(Kind.values().length)];
        this.rule = new FieldRule(FieldRule.SOURCE, Clash.values()[random.nextInt(Clash.values().length)],
                Optional.empty());
        this.isCalm = isCalm;
        this.skew = isCalm ? Duration.ZERO : Duration.ofSeconds(random.nextInt(20_000) - 10_000);
        this.changedThere = clockThere();
        this.stored = record();
        seen.add(stored);
        this.hub = new Follower(stored);
    }

    /** Plays a history out, and answers what is wrong with how it ended. */
    public static Optional<String> play(long seed) {
        return new Synchronisation(seed, false).played(seed);
    }

    /** One in which nobody but agents change anything and nothing is lost. */
    public static Optional<String> playCalmly(long seed) {
        return new Synchronisation(seed, true).played(seed);
    }

    private Optional<String> played(long seed) {
        int steps = 10 + random.nextInt(50);
        for (int i = 0; i < steps; i++) {
            step();
        }
        return fault().map(fault -> fault + " (seed " + seed + ", " + kind + ", " + rule.conflict() + ")\n"
                + String.join("\n", story));
    }

    private Optional<String> fault() {
        int rounds = 0;
        int before;
        do {
            before = story.size();
            quieten();
        } while (story.size() > before && ++rounds < MOST_ROUNDS);
        boolean isAsked = commands.stream().anyMatch(command -> command.state == State.PARKED);
        if (rounds == MOST_ROUNDS) {
            return Optional.of("it never comes to rest");
        }
        if (!same(hub.status().word(), there.word()) && !(isAsked && rule.conflict() == Clash.ASK)) {
            return Optional.of("the hub says " + hub.status() + ", and the system " + there);
        }
        if (isCalm && hub.followed() > 0) {
            return Optional.of("the case followed its own echo " + hub.followed() + " times");
        }
        return Optional.empty();
    }

    private void step() {
        now = now.plusMillis(random.nextInt(10) == 0 ? random.nextInt(90_000) : random.nextInt(900));
        switch (random.nextInt(isCalm ? 7 : 10)) {
            case 0, 1 -> agentChanges();
            case 2 -> fetch();
            case 3 -> store();
            case 4, 5 -> carry();
            case 6 -> resolveDoubts();
            case 7 -> staffChanges();
            case 8 -> execute(lost);
            default -> drop();
        }
    }

    /** All that is under way arrives; the system is read; commands go; and nobody does anything new. */
    private void quieten() {
        while (!lost.isEmpty()) {
            execute(lost);
        }
        while (!pages.isEmpty()) {
            store();
        }
        for (int i = 0; i < 3; i++) {
            perform(next(), false, false);
        }
        take(record());
        now = now.plus(Meeting.DOUBT).plusSeconds(1);
        take(record());
        read = now;
        resolveDoubts();
    }

    private void agentChanges() {
        var wish = any();
        if (wish != hub.status()) {
            tell("the agent says " + wish);
            hub.change(wish, now);
            commands.add(new Sent(wish.word(), now));
        }
    }

    private void staffChanges() {
        var wish = readBack(any());
        if (wish != there) {
            set(wish);
            tell("staff there says " + wish);
        }
    }

    private void fetch() {
        pages.add(new Page(record(), now));
    }

    private void store() {
        if (!pages.isEmpty()) {
            var page = pages.get(random.nextInt(pages.size()));
            if (isCalm || random.nextInt(4) > 0) {
                pages.remove(page);
            }
            if (now.isBefore(page.readAt().plus(Meeting.DOUBT))) { // who waits longer gives up, and reads again
                // of one second the order of readings decides, which one route keeps; two may not, see
                // docs/reliability.md
                if (!page.readAt().isBefore(read) || !page.said().revision().equals(stored.revision())) {
                    take(page.said());
                }
                read = page.readAt().isAfter(read) ? page.readAt() : read;
            }
        }
    }

    private void drop() {
        if (!pages.isEmpty()) {
            pages.removeFirst();
        }
    }

    /** As ingest does: what was seen before and what is older than what is current says nothing. */
    private void take(CaseRecord page) {
        if (seen.add(page) && page.revision().compareTo(stored.revision()) >= 0) {
            stored = page;
            hear(page);
        }
    }

    private void hear(CaseRecord page) {
        tell("a reading says " + page.status() + " as of " + page.revision());
        var standing = standing();
        if (!standing.isEmpty()) {
            var told = IntStream.range(0, standing.size()).mapToObj(i -> standing.get(i).told(i)).toList();
            var word = new Word(page.status().word(), page.revision().changedAt(), page.revision().sequence());
            var known = new Known(hub.link().value(CaseField.STATUS), hub.link().isAheadOf(page.revision()));
            meet(page, standing, new Meeting(word, known, told, Synchronisation::same).verdict(now));
        }
        hub.hear(page);
    }

    private void meet(CaseRecord page, List<Sent> standing, Verdict verdict) {
        tell("  which is " + verdict);
        switch (verdict) {
            case Verdict.Stale() -> {
            }
            case Verdict.Repeated() -> know(page);
            case Verdict.Ours(var ours) -> {
                know(page);
                standing.get(ours.place()).landed(page.revision(), now);
                standing.subList(0, ours.place() + 1).stream().filter(command -> !command.isWaiting())
                        .forEach(Sent::echoed);
            }
            case Verdict.Agreed(var ours) -> {
                know(page);
                standing.subList(0, ours.place()).stream().filter(Sent::isWaiting).forEach(command -> {
                    command.state = State.DELIVERED; // its fate is that of the other, for which it is folded
                    command.isOverridden = true;
                });
                var done = standing.get(ours.place());
                done.state = State.DELIVERED;
                done.settledAt = now;
                done.changedAt = page.revision().changedAt();
                done.sequence = page.revision().sequence();
                standing.subList(0, ours.place() + 1).forEach(Sent::echoed);
            }
            case Verdict.Doubtful(var ours) -> {
                know(page);
                standing.get(ours.place()).doubtedAt = now;
            }
            case Verdict.Theirs() -> override();
            case Verdict.Clash() -> clash(page, standing);
        }
    }

    /** As the outbox finds them. */
    private List<Sent> standing() {
        var delivered = commands.stream().filter(command -> command.state == State.DELIVERED)
                .mapToInt(commands::indexOf).max().orElse(-1);
        return commands.stream().filter(command -> command.stands(now))
                .filter(command -> command.state != State.PARKED || commands.indexOf(command) > delivered).toList();
    }

    private void override() {
        commands.forEach(command -> command.isOverridden = true);
    }

    private void clash(CaseRecord page, List<Sent> standing) {
        var newest = standing.getLast();
        var waiting = standing.stream().filter(Sent::isWaiting).toList();
        switch (rule.winner("crm", true, newest.decidedAt, page.revision().changedAt())) {
            case THEIRS -> {
                override();
                waiting.forEach(command -> command.state = State.CONFLICT);
            }
            case OURS -> {
                know(page);
                if (waiting.isEmpty()) {
                    commands.add(new Sent(newest.value, newest.decidedAt));
                }
            }
            case NOBODY -> {
                know(page);
                if (waiting.isEmpty()) {
                    commands.add(new Sent(newest.value, newest.decidedAt));
                    commands.getLast().state = State.PARKED;
                }
                waiting.forEach(command -> command.state = State.PARKED);
            }
        }
    }

    /** The head of the lane is sent, or what was under way comes to an end. */
    private void carry() {
        var head = next();
        if (head != null) {
            perform(head, !isCalm && random.nextInt(5) == 0, !isCalm && random.nextInt(5) == 0);
        }
    }

    private @Nullable Sent next() {
        return commands.stream()
                .filter(command -> command.state == State.PENDING || command.state == State.SENDING).findFirst()
                .orElse(null);
    }

    /** First it sets out, and only at the next turn the answer is there: much may happen between. */
    private void perform(@Nullable Sent command, boolean isRequestLost, boolean isAnswerLost) {
        if (command == null) {
            return;
        }
        if (command.state == State.PENDING && command.isEchoed) {
            command.state = State.DELIVERED; // its answer was lost, and a reading has shown it since
            command.settledAt = now;
            return;
        }
        if (command.state == State.PENDING) {
            command.state = State.SENDING;
            command.known = hub.link();
            command.against = hub.link().sequence();
            tell("telling " + command.value);
            if (kind == Kind.TIMED && command.isUncertain && same(command.value, there.word())) {
                command.answer = shown();
                return;
            }
            if (isRequestLost) {
                lost.add(command.copy());
                return;
            }
            command.answer = command.reach(this);
            if (isAnswerLost) {
                command.answer = null;
            }
            return;
        }
        settle(command);
    }

    private void settle(Sent command) {
        var answer = command.answer;
        command.answer = null;
        if (answer == null) {
            command.state = State.PENDING;
            command.isUncertain = true;
            tell("no answer to " + command.value);
            return;
        }
        if (kind == Kind.VERSIONED && answer.isConflict) {
            conflict(command, answer.now);
            return;
        }
        command.state = State.DELIVERED;
        command.settledAt = now;
        var shown = kind == Kind.BLIND ? null : answer.now;
        command.changedAt = shown == null ? command.changedAt : shown.revision().changedAt();
        command.sequence = shown == null ? command.sequence : shown.revision().sequence();
        var said = shown == null ? command.value : shown.status().word();
        tell("delivered " + command.value + ", shown " + said);
        if (command.isEchoed) {
            return; // a reading has told it, and all that came since
        }
        if (shown != null && hub.link().isAheadOf(shown.revision()) && !command.isOverridden) {
            command.doubtedAt = now.minus(Meeting.DOUBT);
        } else if (!command.isOverridden && same(command.value, said)) {
            boolean isUnclear = shown == null || command.sequence == 0
                    && shown.revision().changedAt().equals(hub.link().knownAt());
            boolean isReadMeanwhile = isUnclear && !hub.link().equals(command.known)
                    && !same(hub.link().value(CaseField.STATUS), command.value);
            command.doubtedAt = isReadMeanwhile ? now : null;
            hub.told(new CaseLink.Told(said, null, command.changedAt, command.sequence), now);
        }
    }

    private void conflict(Sent command, CaseRecord theirs) {
        var word = new Word(theirs.status().word(), theirs.revision().changedAt(), theirs.revision().sequence());
        var winner = rule.winner("crm", true, command.decidedAt, theirs.revision().changedAt());
        var known = new Known(hub.link().value(CaseField.STATUS), false);
        var clashed = Meeting.answer(command.value, word, known,
                theirs.revision().sequence() > hub.link().sequence(), winner, Synchronisation::same);
        tell("conflict about " + command.value + ": " + theirs.status() + " there, so " + clashed);
        switch (clashed) {
            case DONE -> {
                command.answer = new Answer(theirs, false);
                settle(command);
            }
            case AGAIN -> {
                know(theirs, true);
                command.state = State.PENDING;
                command.isEchoed = false;
            }
            case THEIRS -> {
                command.state = State.CONFLICT;
                if (!command.isOverridden) {
                    yieldTo(command, theirs.revision().sequence() > hub.link().sequence());
                }
            }
            case ASKED -> {
                know(theirs, true);
                command.state = State.PARKED;
            }
        }
    }

    /** Theirs stands: whatever is read next is to be heard, or what has been read already. */
    private void yieldTo(Sent command, boolean isToCome) {
        commands.stream().filter(other -> !other.isWaiting()).forEach(other -> other.isOverridden = true);
        hub.told(new CaseLink.Told(command.value, null, null, 0), now);
        command.doubtedAt = isToCome ? null : now.minus(Meeting.DOUBT);
    }

    private void resolveDoubts() {
        for (var command : List.copyOf(commands)) {
            if (command.doubtedAt != null && !now.isBefore(command.doubtedAt.plus(Meeting.DOUBT))
                    && read.isAfter(command.doubtedAt)) {
                command.doubtedAt = null;
                boolean isReplaced = commands.stream().skip(commands.indexOf(command) + 1L)
                        .anyMatch(later -> later.state != State.CONFLICT && later.state != State.PARKED);
                if (!isReplaced) {
                    tell("what was doubted of " + command.value + " is so");
                    hub.told(new CaseLink.Told(command.value, null, null, 0), now);
                    override();
                    hear(stored);
                }
            }
        }
    }

    /** What was under way arrives after all. */
    private void execute(List<Sent> underway) {
        if (!underway.isEmpty()) {
            var late = underway.removeFirst();
            if (random.nextBoolean()) {
                tell("late, there arrives " + late.value);
                late.reach(this);
            }
        }
    }

    private Answer shown() {
        return new Answer(record(), false);
    }

    private CaseRecord record() {
        return new CaseRecord(Follower.SOURCE,
                new Revision(changedThere.truncatedTo(ChronoUnit.SECONDS), kind == Kind.VERSIONED ? sequence : 0), null,
                null, "Broken", null, there, null, null, null, null, null, null, BEGINNING, List.of(), List.of());
    }

    private void set(CaseStatus status) {
        there = status;
        changedThere = clockThere();
        sequence++;
    }

    private Instant clockThere() {
        return now.plus(skew);
    }

    private void know(CaseRecord said) {
        know(said, false);
    }

    private void know(CaseRecord said, boolean isAnswer) {
        hub.told(new CaseLink.Told(said.status().word(), null, isAnswer ? said.revision().changedAt() : null,
                said.revision().sequence()), now);
    }

    private CaseStatus any() {
        return STATUSES.get(random.nextInt(STATUSES.size()));
    }

    /** The system has four words for six statuses. */
    private static CaseStatus readBack(CaseStatus told) {
        return switch (told) {
            case WAITING_THIRD_PARTY -> CaseStatus.WAITING_CUSTOMER;
            case CLOSED -> CaseStatus.RESOLVED;
            default -> told;
        };
    }

    private static boolean same(@Nullable String one, @Nullable String other) {
        return word(one).equals(word(other));
    }

    private static String word(@Nullable String status) {
        return status == null
                ? ""
                : STATUSES.stream().filter(any -> any.word().equals(status)).map(Synchronisation::readBack)
                        .map(CaseStatus::word).findFirst().orElse(status);
    }

    private void tell(String what) {
        story.add(now + " " + what);
    }

    /** What was read, and is not stored yet. */
    private record Page(CaseRecord said, Instant readAt) {}

    /** What a system answered. */
    private record Answer(CaseRecord now, boolean isConflict) {}

    /** A command. */
    private static final class Sent {

        private final String value;
        private final Instant decidedAt;
        private State state = State.PENDING;
        private long against;
        private long sequence;
        private @Nullable CaseLink known;
        private boolean isUncertain;
        private boolean isEchoed;
        private boolean isOverridden;
        private @Nullable Instant settledAt;
        private @Nullable Instant changedAt;
        private @Nullable Instant doubtedAt;
        private @Nullable Answer answer;

        private Sent(String value, Instant decidedAt) {
            this.value = value;
            this.decidedAt = decidedAt;
        }

        private Sent copy() {
            var copy = new Sent(value, decidedAt);
            copy.against = against;
            return copy;
        }

        private boolean isWaiting() {
            return state == State.PENDING || state == State.PARKED;
        }

        /** As far as it was not known before. */
        private void landed(Revision version, Instant now) {
            if (state != State.DELIVERED && !isEchoed) {
                changedAt = version.changedAt();
                sequence = version.sequence();
                settledAt = now;
            }
        }

        private void echoed() {
            isEchoed = true;
            doubtedAt = null;
        }

        private boolean stands(Instant now) {
            boolean isFresh = settledAt != null && now.isBefore(settledAt.plus(Meeting.DOUBT));
            return (!isEchoed || isFresh || state == State.PENDING || state == State.SENDING) && !isOverridden
                    && state != State.CONFLICT;
        }

        private Told told(int place) {
            return new Told(place, value, isEchoed ? State.DELIVERED : state, decidedAt, settledAt, changedAt,
                    sequence);
        }

        /** It arrives at the system, which does it. */
        private Answer reach(Synchronisation world) {
            if (world.kind == Kind.VERSIONED && against != world.sequence) {
                return new Answer(world.record(), true);
            }
            var status = readBack(STATUSES.stream().filter(any -> any.word().equals(value)).findFirst().orElseThrow());
            if (status != world.there) {
                world.set(status);
            } else if (world.kind == Kind.VERSIONED) {
                world.sequence++;
                world.changedThere = world.clockThere();
            }
            return world.shown();
        }
    }
}
