package io.casehub.cases.deadlines;

import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By when a case is to be answered first and to be resolved.
 *
 * @param basis what the goals were computed from, so that they are computed anew when that changes
 * @param answeredAt when an agent first wrote to the customer
 * @param standsSince since when the clock of resolution stands still; {@code null} while it runs
 * @param stood the working time for which it stood before
 * @param agesAt when the case reaches the next age that its type looks at
 */
public record Deadlines(@Nullable String basis, Goal firstAnswer, @Nullable Instant answeredAt, Goal resolution,
        @Nullable Instant standsSince, Duration stood, @Nullable Instant agesAt) {

    public static final Deadlines NONE = new Deadlines(null, Goal.NONE, null, Goal.NONE, null, Duration.ZERO, null);

    /** How a case stands to what is promised. */
    public enum State implements CodeWord {
        ON_TIME,
        ABOUT_TO_BREACH,
        BREACHED
    }

    /** A goal that was missed or nearly so, to be made known. */
    public record Alarm(String goal, boolean isBreach, Instant dueAt) {}

    /** Whether the clock of resolution stands still: it is the customer's turn, or nobody's. */
    static boolean isStanding(CaseStatus status) {
        return status == CaseStatus.WAITING_CUSTOMER || status.isFinal();
    }

    /** The first answer was given; a second one changes nothing. */
    public Deadlines answered(Instant at) {
        return answeredAt != null
                ? this
                : new Deadlines(basis, firstAnswer, at, resolution, standsSince, stood, agesAt);
    }

    /**
     * What is due next of what still matters to a case of this status; {@code null} where nothing is.
     */
    public @Nullable Instant dueAt(CaseStatus status) {
        return open(status).map(Goal::dueAt).flatMap(Stream::ofNullable).min(Comparator.naturalOrder()).orElse(null);
    }

    public Optional<State> state(CaseStatus status) {
        return open(status).filter(goal -> goal.dueAt() != null).map(goal -> switch (goal.told()) {
            case NOTHING -> State.ON_TIME;
            case WARNING -> State.ABOUT_TO_BREACH;
            case BREACH -> State.BREACHED;
        }).max(Comparator.naturalOrder());
    }

    /** When somebody has to look at the case again; {@code null} where never. */
    public @Nullable Instant alarmAt(CaseStatus status) {
        return Stream.concat(open(status).map(Goal::alarm), Stream.of(agesAt)
                .filter(at -> !status.isFinal()))
                .filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }

    /** What is to be made known by now. */
    public List<Alarm> alarms(CaseStatus status, Instant now) {
        return open(status).filter(goal -> goal.tellable(now).compareTo(goal.told()) > 0)
                .map(goal -> new Alarm(goal == firstAnswer ? "first-answer" : "resolution",
                        goal.tellable(now) == Goal.Told.BREACH, Objects.requireNonNull(goal.dueAt())))
                .toList();
    }

    /** The same, once that was made known. */
    public Deadlines told(CaseStatus status, Instant now) {
        var open = open(status).toList();
        return new Deadlines(basis, open.contains(firstAnswer) ? told(firstAnswer, now) : firstAnswer, answeredAt,
                open.contains(resolution) ? told(resolution, now) : resolution, standsSince, stood, agesAt);
    }

    /** The same, to be looked at again at a later age or never. */
    public Deadlines aging(@Nullable Instant at) {
        return new Deadlines(basis, firstAnswer, answeredAt, resolution, standsSince, stood, at);
    }

    private static Goal told(Goal goal, Instant now) {
        var told = goal.tellable(now);
        return told.compareTo(goal.told()) > 0 ? goal.told(told) : goal;
    }

    private Stream<Goal> open(CaseStatus status) {
        return Stream.concat(Stream.of(firstAnswer).filter(goal -> answeredAt == null && !status.isFinal()),
                Stream.of(resolution).filter(goal -> !isStanding(status)));
    }
}
