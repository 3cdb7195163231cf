package io.casehub.landscape.company;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** The time before the landscape was first started; it ends with the day before {@code today}. */
record Past(LocalDate today) {

    private static final int YEARS = 3;

    Instant end() {
        return today.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    LocalDate daysAgo(int days) {
        return today.minusDays(Math.max(days, 1));
    }

    /** Within the day, when people are awake. */
    Instant on(LocalDate day, Chance chance) {
        var time = LocalTime.of(chance.between(6, 20), chance.below(60), chance.below(60),
                chance.below(1000) * 1_000_000);
        return before(day.atTime(time).toInstant(ZoneOffset.UTC), chance);
    }

    Instant later(Instant at, int hours, Chance chance) {
        return before(at.plus(Duration.ofMinutes(hours * 60L + chance.below(90)).plusMillis(chance.below(60_000))),
                chance);
    }

    Instant sometime(Chance chance) {
        return on(daysAgo(1 + chance.skewed(YEARS * 365)), chance);
    }

    private Instant before(Instant at, Chance chance) {
        return at.isBefore(end()) ? at : end().minusMillis(1 + chance.below(3_600_000));
    }
}
