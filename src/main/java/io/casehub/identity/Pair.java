package io.casehub.identity;

/** Two members, the smaller id first. */
record Pair(long one, long other) {

    static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    static Pair of(Ruling ruling) {
        return new Pair(ruling.one(), ruling.other());
    }
}
