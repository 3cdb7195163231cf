package io.casehub.outbound;

import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.FieldRule.Clash;
import io.casehub.outbound.OtherSystem.Answer;
import io.casehub.outbound.OtherSystem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One history of a status that the hub and a system both change, over a line that loses, doubles,
 * delays and reorders, and clocks that differ. Who they are is told in {@link HubSide} and
 * {@link OtherSystem}; here is what happens to them. Tables and threads are left out.
 */
public final class Synchronisation {

    private static final int MOST_ROUNDS = 60;

    private final Random random;
    private final FieldRule rule;
    private final boolean isCalm;
    private final Story story = new Story();
    private final OtherSystem system;
    private final HubSide hub;
    private final List<SentCommand> lost = new ArrayList<>();
    private final List<Page> pages = new ArrayList<>();

    private Synchronisation(long seed, boolean isCalm) {
        this.random = new Random(seed);
        var kind = Kind.values()[random.nextInt(Kind.values().length)];
        this.rule = new FieldRule(FieldRule.SOURCE, Clash.values()[random.nextInt(Clash.values().length)],
                Optional.empty());
        this.isCalm = isCalm;
        var skew = isCalm ? Duration.ZERO : Duration.ofSeconds(random.nextInt(20_000) - 10_000);
        this.system = new OtherSystem(kind, skew, story);
        this.hub = new HubSide(rule, system, story);
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
        return fault().map(fault -> fault + " (seed " + seed + ", " + system.kind() + ", " + rule.conflict() + ")\n"
                + story);
    }

    private Optional<String> fault() {
        int rounds = 0;
        int before;
        do {
            before = story.length();
            quieten();
        } while (story.length() > before && ++rounds < MOST_ROUNDS);
        if (rounds == MOST_ROUNDS) {
            return Optional.of("it never comes to rest");
        }
        boolean isAsked = hub.isWaitingForSomebodyToDecide() && rule.conflict() == Clash.ASK;
        if (!OtherSystem.same(hub.status().word(), system.status().word()) && !isAsked && !hub.isRefused()) {
            return Optional.of("the hub says " + hub.status() + ", and the system " + system.status());
        }
        if (isCalm && hub.followed() > 0) {
            return Optional.of("the case followed its own echo " + hub.followed() + " times");
        }
        return Optional.empty();
    }

    private void step() {
        story.pass(Duration.ofMillis(random.nextInt(10) == 0 ? random.nextInt(90_000) : random.nextInt(900)));
        switch (random.nextInt(isCalm ? 7 : 10)) {
            case 0, 1 -> hub.change(any());
            case 2 -> pages.add(new Page(system.record(), story.now()));
            case 3 -> store();
            case 4, 5 -> carry();
            case 6 -> hub.resolveDoubts();
            case 7 -> system.change(any());
            case 8 -> arriveLate();
            default -> drop();
        }
    }

    /** All that is under way arrives; the system is read; commands go; and nobody does anything new. */
    private void quieten() {
        while (!lost.isEmpty()) {
            arriveLate();
        }
        while (!pages.isEmpty()) {
            store();
        }
        for (int i = 0; i < 3; i++) {
            var head = hub.next();
            if (head != null) {
                hub.carry(head, system::take);
            }
        }
        hub.read(system.record(), story.now());
        story.pass(Meeting.DOUBT.plusSeconds(1));
        hub.read(system.record(), story.now());
        hub.resolveDoubts();
    }

    private void store() {
        if (!pages.isEmpty()) {
            var page = pages.get(random.nextInt(pages.size()));
            if (isCalm || random.nextInt(4) > 0) {
                pages.remove(page);
            }
            if (story.now().isBefore(page.readAt().plus(Meeting.DOUBT))) { // who waits longer gives up, and reads again
                hub.read(page.said(), page.readAt());
            }
        }
    }

    private void drop() {
        if (!pages.isEmpty()) {
            pages.removeFirst();
        }
    }

    /** The head of the lane is sent, or what was under way comes to an end. */
    private void carry() {
        var head = hub.next();
        if (head != null) {
            boolean isRequestLost = !isCalm && random.nextInt(5) == 0;
            boolean isAnswerLost = !isCalm && random.nextInt(5) == 0;
            hub.carry(head, command -> carried(command, isRequestLost, isAnswerLost));
        }
    }

    private @Nullable Answer carried(SentCommand command, boolean isRequestLost, boolean isAnswerLost) {
        if (isRequestLost) {
            lost.add(command.copy());
            return null;
        }
        var answer = system.take(command);
        return isAnswerLost ? null : answer;
    }

    /** What was under way arrives after all. */
    private void arriveLate() {
        if (!lost.isEmpty()) {
            var late = lost.removeFirst();
            if (random.nextBoolean()) {
                story.tell("late, there arrives " + late.value);
                system.take(late);
            }
        }
    }

    private CaseStatus any() {
        return OtherSystem.STATUSES.get(random.nextInt(OtherSystem.STATUSES.size()));
    }

    /** What was read, and is not stored yet. */
    private record Page(CaseRecord said, Instant readAt) {}
}
