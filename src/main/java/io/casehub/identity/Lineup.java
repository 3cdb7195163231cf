package io.casehub.identity;

import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import org.jspecify.annotations.Nullable;

/**
 * People made ready to be compared with each other.
 *
 * @param people members by their ids
 * @param sketches by their numbers; {@code null} of whoever is not compared
 */
@SuppressWarnings("ArrayRecordComponent") // as long as a page, and never compared
record Lineup(Numbering people, @Nullable Sketch[] sketches, Matcher matcher) {

    /** Whether more than a glance is needed to tell them apart. */
    boolean mayBeOne(int one, int other) {
        var left = sketches[one];
        var right = sketches[other];
        return left != null && right != null && !matcher.areStrangers(left, right);
    }

    /** @return nothing where one of them is not compared */
    @Nullable
    Compared compare(Pair pair, boolean isTied) {
        var one = sketches[people.of(pair.one())];
        var other = sketches[people.of(pair.other())];
        return one == null || other == null ? null : new Compared(pair, matcher.judge(one, other, isTied), one, other);
    }

    Pair pair(int one, int other) {
        return Pair.of(people.name(one), people.name(other));
    }
}
