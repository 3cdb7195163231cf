package io.casehub.identity.matching;

import static io.casehub.identity.matching.Level.ALIKE;
import static io.casehub.identity.matching.Level.CLOSE;
import static io.casehub.identity.matching.Level.DIFFERENT;
import static io.casehub.identity.matching.Level.EXACT;
import static io.casehub.identity.matching.Level.MISSING;
import static io.casehub.identity.matching.Level.PART;
import static io.casehub.identity.matching.Level.SWAPPED;

import io.casehub.identity.matching.Glance.Slot;

/** Compares dates of birth: as what was typed, and as days. */
final class DateComparison {

    private static final int MOST_SLIPS = 2;
    private static final int A_MONTH = 31;

    private DateComparison() {}

    static Level compare(Sketch one, Sketch other) {
        var left = one.birth;
        var right = other.birth;
        if (one.lacks(Slot.BIRTH, other) || left == null || right == null) {
            return MISSING;
        }
        boolean areDays = one.isBornOnADay && other.isBornOnADay;
        boolean areFarApart = !areDays || days(one, other) > A_MONTH && one.monthAndDay != other.monthAndDay;
        if (areFarApart && one.areBeyond(Slot.BIRTH, other, MOST_SLIPS)) {
            return DIFFERENT;
        }
        if (left.is(right)) {
            return EXACT;
        }
        if (areDays && isSwapped(one, other)) {
            return SWAPPED;
        }
        if (left.isWithin(right, 1)) {
            return CLOSE;
        }
        if (areDays && (one.monthAndDay == other.monthAndDay || days(one, other) <= A_MONTH)) {
            return PART;
        }
        return left.isWithin(right, MOST_SLIPS) ? ALIKE : DIFFERENT;
    }

    private static boolean isSwapped(Sketch one, Sketch other) {
        var born = one.profile.birthDate();
        var theirs = other.profile.birthDate();
        return born != null && theirs != null && born.isSwapOf(theirs);
    }

    /** Roughly, and for what is no calendar day too. */
    private static int days(Sketch one, Sketch other) {
        return Math.abs(one.birthDay - other.birthDay);
    }
}
