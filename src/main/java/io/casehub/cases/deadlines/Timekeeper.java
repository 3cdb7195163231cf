package io.casehub.cases.deadlines;

import io.casehub.cases.types.Agreement;
import io.casehub.cases.types.CaseType;
import io.casehub.cases.types.CaseTypes;
import io.casehub.mapping.LivingFile;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Works out by when a case is due, from what its type promises for its priority and from the
 * calendar.
 */
@Component
public class Timekeeper {

    private final LivingFile<CalendarFile> file;
    private final CaseTypes types;

    Timekeeper(@Value("${casehub.mappings:mappings}") Path mappings, CaseTypes types) {
        this.file = new LivingFile<>(mappings.resolve("cases").resolve("calendar.yaml"), CalendarFile.NONE,
                (spot, text) -> CalendarFile.read(spot));
        this.types = types;
        look();
    }

    /** Takes in what has changed; deadlines that stand already stay. */
    @Scheduled(fixedDelay = 1000)
    public final void look() {
        file.look();
    }

    /**
     * What of a case decides by when it is due.
     *
     * @param isAnsweredHere whether the hub sees who answers the customer; elsewhere no first answer is
     * promised
     * @param at when it became so
     */
    public record Situation(@Nullable String type, @Nullable Integer version, CaseStatus status, Priority priority,
            boolean isAnsweredHere, Instant openedAt, Instant at) {}

    /** The deadlines of a case in its new situation; the same again change nothing. */
    public Deadlines timed(Deadlines before, Situation now) {
        var said = file.said();
        var type = types.of(now.type(), now.version());
        var since = before.standsSince();
        var stood = before.stood();
        if (Deadlines.isStanding(now.status())) {
            since = since == null ? now.at() : since;
        } else if (since != null) {
            stood = stood.plus(said.calendar().between(since, now.at())).truncatedTo(ChronoUnit.SECONDS);
            since = null;
        }
        var basis = now.type() + " " + now.version() + " " + now.priority().word();
        boolean isKnown = basis.equals(before.basis());
        if (isKnown && stood.equals(before.stood())) {
            return new Deadlines(basis, before.firstAnswer(), before.answeredAt(), before.resolution(), since, stood,
                    before.agesAt());
        }
        var agreement = type.map(CaseType::agreement).filter(own -> !own.equals(Agreement.NONE))
                .orElse(said.agreement());
        return new Deadlines(basis,
                isKnown
                        ? before.firstAnswer()
                        : goal(before.firstAnswer(),
                                now.isAnsweredHere() ? agreement.firstAnswer() : Map.of(), now, Duration.ZERO),
                before.answeredAt(), goal(before.resolution(), agreement.resolution(), now, stood), since, stood,
                isKnown ? before.agesAt() : agesAt(type.orElse(null), now));
    }

    private Goal goal(Goal before, Map<Priority, Duration> within, Situation now, Duration stood) {
        var length = within.get(now.priority());
        if (length == null) {
            return Goal.NONE;
        }
        var said = file.said();
        var warning = length.multipliedBy(said.warnAt()).dividedBy(100);
        return before.due(said.calendar().plus(now.openedAt(), length.plus(stood)),
                said.calendar().plus(now.openedAt(), warning.plus(stood)), now.at());
    }

    private static @Nullable Instant agesAt(@Nullable CaseType type, Situation now) {
        return type == null
                ? null
                : type.nextLook(Duration.between(now.openedAt(), now.at())).map(now.openedAt()::plus).orElse(null);
    }
}
