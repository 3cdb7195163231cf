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
    private static final int DIGIT = 4;
    private static final int ONES = 0x1111_1111;
    private static final int YEAR = 0xFFFF_0000;
    private static final int TWO_DIGITS = 8;

    private DateComparison() {}

    static Level compare(Sketch one, Sketch other) {
        var left = one.birth;
        var right = other.birth;
        if (left == null || right == null) {
            return MISSING;
        }
        if (one.isBornOnADay && other.isBornOnADay) {
            var best = days(one, other);
            return best != ALIKE || left.isWithin(right, MOST_SLIPS) ? best : DIFFERENT;
        }
        if (left.is(right)) {
            return EXACT;
        }
        return left.isWithin(right, 1) ? CLOSE : left.isWithin(right, MOST_SLIPS) ? ALIKE : DIFFERENT;
    }

    /** The best level that a glance leaves open. */
    static Level atBest(Sketch one, Sketch other) {
        if (one.lacks(Slot.BIRTH, other)) {
            return MISSING;
        }
        if (one.isBornOnADay && other.isBornOnADay) {
            return days(one, other);
        }
        return one.areBeyond(Slot.BIRTH, other, MOST_SLIPS) ? DIFFERENT : EXACT;
    }

    /** Of two whole dates; {@link Level#ALIKE} where that remains to be seen. */
    private static Level days(Sketch one, Sketch other) {
        int mine = one.birthDigits;
        int theirs = other.birthDigits;
        if (mine == theirs) {
            return EXACT;
        }
        if ((mine & YEAR) == (theirs & YEAR) && swapped(mine) == (theirs & ~YEAR)) {
            return SWAPPED;
        }
        if (isASlip(mine, theirs)) {
            return CLOSE;
        }
        if ((mine & ~YEAR) == (theirs & ~YEAR) || Math.abs(one.birthDay - other.birthDay) <= A_MONTH) {
            return PART;
        }
        return one.areBeyond(Slot.BIRTH, other, MOST_SLIPS) ? DIFFERENT : ALIKE;
    }

    /** Month and day, exchanged. */
    private static int swapped(int digits) {
        return (digits & (1 << TWO_DIGITS) - 1) << TWO_DIGITS | digits >>> TWO_DIGITS & (1 << TWO_DIGITS) - 1;
    }

    /** One digit, or two neighbours that have changed places: as many digits are there in both. */
    private static boolean isASlip(int one, int other) {
        int difference = one ^ other;
        int digits = (difference | difference >>> 1 | difference >>> 2 | difference >>> 3) & ONES;
        int lowest = Integer.numberOfTrailingZeros(digits);
        return switch (Integer.bitCount(digits)) {
            case 1 -> true;
            case 2 -> digits >>> lowest == (1 | 1 << DIGIT)
                    && (one >>> lowest & 0xF) == (other >>> lowest + DIGIT & 0xF)
                    && (one >>> lowest + DIGIT & 0xF) == (other >>> lowest & 0xF);
            default -> false;
        };
    }
}
