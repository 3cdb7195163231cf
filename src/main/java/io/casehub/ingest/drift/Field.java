package io.casehub.ingest.drift;

import io.casehub.ingest.drift.Sign.Evidence;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * What is known of one field: from old records, from the baseline of new ones, and from the recent
 * ones that are compared with it. Old records tell which fields and types there are, and nothing of
 * shares: a closed ticket has a date that an open one cannot have.
 */
final class Field {

    static final int NUMBERS = 3 * (1 + Tally.COLUMNS);

    /** So improbable that among millions of comparisons there is hardly a false alarm. */
    private static final double CHANCE = 1e-7;
    private static final int LEAST_KNOWN = 100;
    private static final int LEAST_SEEN = 3;
    private static final int LEAST_MISSED = 20;
    private static final int LEAST_RECENT = 100;
    private static final double TRUST = 10;
    private static final double LEAST_SHARE = 0.05;
    private static final double LEAST_RISE = 0.10;
    private static final long LONGEST_DOUBT = 2500;
    private static final long LONG_MEMORY = 10_000;

    private Tally backlog;
    private Tally baseline;
    private Tally recent;

    private Field(Tally backlog, Tally baseline, Tally recent) {
        this.backlog = backlog;
        this.baseline = baseline;
        this.recent = recent;
    }

    static Field first() {
        return new Field(new Tally(), new Tally(), new Tally());
    }

    static Field of(long[] numbers) {
        int one = NUMBERS / 3;
        return new Field(Tally.read(numbers, 0), Tally.read(numbers, one), Tally.read(numbers, 2 * one));
    }

    /** A field of this one that was not there until now. */
    Field child() {
        return new Field(Tally.missingIn(backlog), Tally.missingIn(baseline), Tally.missingIn(recent));
    }

    long[] numbers() {
        var numbers = new long[NUMBERS];
        backlog.write(numbers, 0);
        baseline.write(numbers, NUMBERS / 3);
        recent.write(numbers, 2 * NUMBERS / 3);
        return numbers;
    }

    Tally backlog() {
        return backlog;
    }

    Tally baseline() {
        return baseline;
    }

    Tally recent() {
        return recent;
    }

    /** Begins to collect recent ones anew; those before become baseline where nothing is odd. */
    void next(boolean isBaseline) {
        if (isBaseline && isUndecided() && recent.of() < LONGEST_DOUBT) {
            return;
        }
        if (isBaseline) {
            baseline = baseline.plus(recent);
            baseline = baseline.of() > LONG_MEMORY ? baseline.halved() : baseline;
        }
        recent = new Tally();
    }

    /**
     * How the recent ones differ from what is known.
     *
     * @param usualRuns how many runs there are in this traffic for each there would be among strangers
     */
    void judge(String path, double usualRuns, BiConsumer<Sign, Evidence> found) {
        var known = backlog.plus(baseline);
        if (known.any() == 0) {
            if (isNew(recent.any(), recent.of(), known.of(), likeness(usualRuns))) {
                found.accept(new Sign(DriftKind.NEW_FIELD, path, null), new Evidence(0, recent.share(), ""));
            }
            return;
        }
        for (var type : JsonType.ALL) {
            if (known.as(type) == 0 && isNew(recent.as(type), recent.any(), known.any(), likeness(usualRuns))) {
                found.accept(new Sign(DriftKind.RETYPED_FIELD, path, type),
                        new Evidence(0, (double) recent.as(type) / recent.any(), usual(known)));
            }
        }
        double likeness = likeness(runs(usualRuns));
        if (hasVanished() && isNoChance(likeness)) {
            found.accept(new Sign(DriftKind.VANISHED_FIELD, path, null), new Evidence(baseline.share(), 0, ""));
        } else if (isMissedMore() && recent.of() >= LEAST_RECENT / 2 && isNoChance(likeness)) {
            found.accept(new Sign(DriftKind.NULLS_RISEN, path, null),
                    new Evidence(1 - baseline.share(), 1 - recent.share(), ""));
        }
    }

    /** Whether what a sign said is no more, as far as the recent ones tell. */
    boolean isOver(Sign sign) {
        return switch (sign.kind()) {
            case NEW_FIELD -> recent.of() >= LEAST_RECENT && recent.any() == 0;
            case RETYPED_FIELD -> sign.type() != null && recent.any() >= LEAST_RECENT && recent.as(sign.type()) == 0;
            case VANISHED_FIELD -> recent.any() > 0;
            case NULLS_RISEN -> hasVanished() || recent.of() >= LEAST_RECENT && !isMissedMore();
            case UNKNOWN_CODE -> false;
        };
    }

    /** From now on what a sign said is as it should be. */
    void accept(Sign sign) {
        switch (sign.kind()) {
            case NEW_FIELD -> {
                backlog = new Tally();
                baseline = recent;
            }
            case RETYPED_FIELD -> baseline = sign.type() == null
                    ? baseline
                    : baseline.plus(recent).having(sign.type());
            case VANISHED_FIELD, NULLS_RISEN -> baseline = recent;
            case UNKNOWN_CODE -> {
            }
        }
        recent = new Tally();
    }

    private static boolean isNew(long seen, long of, long without, double likeness) {
        return seen >= LEAST_SEEN && without >= LEAST_KNOWN && chance(seen, of, 0, without, likeness) < CHANCE;
    }

    /** Whether it may be on the way to vanish, or to be new or of another type: time will tell. */
    private boolean isUndecided() {
        var known = backlog.plus(baseline);
        return recent.any() == 0 && baseline.share() >= LEAST_SHARE
                || known.of() >= LEAST_KNOWN && known.any() == 0 && recent.any() > 0
                || known.any() >= LEAST_KNOWN
                        && Arrays.stream(JsonType.ALL).anyMatch(type -> known.as(type) == 0 && recent.as(type) > 0);
    }

    private boolean hasVanished() {
        return recent.any() == 0 && recent.of() >= LEAST_MISSED && baseline.of() >= LEAST_KNOWN
                && baseline.share() >= LEAST_SHARE;
    }

    /** Whether so many more are missing that somebody would want to know, chance or not. */
    private boolean isMissedMore() {
        double before = 1 - baseline.share();
        double now = 1 - recent.share();
        return baseline.of() >= LEAST_KNOWN && now - before >= LEAST_RISE
                && (now >= 2 * before || 1 - now <= (1 - before) / 2);
    }

    private boolean isNoChance(double likeness) {
        return chance(recent.missing(), recent.of(), baseline.missing(), baseline.of(), likeness) < CHANCE;
    }

    /** Records come in bunches that are alike; so many of them say no more than one. */
    private static double chance(long hits, long recent, long earlierHits, long earlier, double likeness) {
        return Proportions.chance((long) (hits / likeness), (long) (recent / likeness),
                (long) Math.ceil(earlierHits / likeness), (long) Math.ceil(earlier / likeness));
    }

    /** Runs for each there would be among strangers: of this field, as far as it has had any. */
    private double runs(double usualRuns) {
        var known = backlog.plus(baseline);
        return (known.runs() + TRUST * usualRuns) / (known.runsOfStrangers() + TRUST);
    }

    /**
     * How many records say as much as one that stands by itself: the variance of the mean of a
     * stationary two-state Markov chain over that of independent trials, (1 + r) / (1 - r), where runs
     * are fewer by 1 - r.
     */
    private static double likeness(double runs) {
        double fewer = Math.clamp(runs, 0.02, 1);
        return (2 - fewer) / fewer;
    }

    private static String usual(Tally known) {
        return Arrays.stream(JsonType.ALL).filter(type -> known.as(type) > 0).map(JsonType::word)
                .collect(Collectors.joining(", "));
    }
}
