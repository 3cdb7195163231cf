package io.casehub.ingest.drift;

/**
 * In how many records a field could have been, was, and as what: column 0 counts any value, the
 * next those of each {@link JsonType}, the last how often a run of records that had it began.
 */
final class Tally {

    static final int RUNS = 1 + JsonType.ALL.length;
    static final int COLUMNS = RUNS + 1;

    private long of;
    private final long[] seen = new long[COLUMNS];

    static int column(JsonType type) {
        return 1 + type.ordinal();
    }

    static int containers(int[] seen) {
        return seen[column(JsonType.OBJECT)] + seen[column(JsonType.LIST)];
    }

    static Tally read(long[] numbers, int from) {
        var tally = new Tally();
        tally.of = numbers[from];
        System.arraycopy(numbers, from + 1, tally.seen, 0, COLUMNS);
        return tally;
    }

    /** A field met for the first time was missing wherever its parent was. */
    static Tally missingIn(Tally parent) {
        var tally = new Tally();
        tally.of = parent.as(JsonType.OBJECT) + parent.as(JsonType.LIST);
        return tally;
    }

    long of() {
        return of;
    }

    long any() {
        return seen[0];
    }

    long missing() {
        return of - any();
    }

    double share() {
        return of == 0 ? 0 : (double) any() / of;
    }

    long runs() {
        return seen[RUNS];
    }

    /** How many runs there would be if each record were like no other before it. */
    double runsOfStrangers() {
        return any() * (1 - share());
    }

    long as(JsonType type) {
        return seen[column(type)];
    }

    void add(int more, int[] counts) {
        of += more;
        for (int i = 0; i < COLUMNS; i++) {
            seen[i] += counts[i];
        }
    }

    Tally plus(Tally other) {
        var sum = new Tally();
        sum.of = of + other.of;
        for (int i = 0; i < COLUMNS; i++) {
            sum.seen[i] = seen[i] + other.seen[i];
        }
        return sum;
    }

    /** Half of it, so that the past counts less; what was ever seen stays seen. */
    Tally halved() {
        var half = new Tally();
        half.of = (of + 1) / 2;
        for (int i = 0; i < COLUMNS; i++) {
            half.seen[i] = (seen[i] + 1) / 2;
        }
        return half;
    }

    /** The same, with a value of this type seen at least once. */
    Tally having(JsonType type) {
        var tally = plus(new Tally());
        tally.of = Math.max(1, of);
        tally.seen[0] = Math.max(1, any());
        tally.seen[column(type)] = Math.max(1, as(type));
        return tally;
    }

    void write(long[] numbers, int from) {
        numbers[from] = of;
        System.arraycopy(seen, 0, numbers, from + 1, COLUMNS);
    }
}
