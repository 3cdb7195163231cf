package io.casehub.identity;

import java.util.Collection;
import java.util.stream.Stream;

/** Two members, the smaller id first. */
record Pair(long one, long other) {

    static Pair of(long one, long other) {
        return new Pair(Math.min(one, other), Math.max(one, other));
    }

    static Pair of(Ruling ruling) {
        return new Pair(ruling.one(), ruling.other());
    }

    /** All who stand in them, each once. */
    static Stream<Long> ends(Collection<Pair> pairs) {
        return pairs.stream().flatMap(pair -> Stream.of(pair.one(), pair.other())).distinct();
    }
}
