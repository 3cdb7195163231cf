package io.casehub.identity.matching;

import org.jspecify.annotations.Nullable;

/**
 * What can be told of two values from a few numbers that lie beside each other: mostly, that they
 * have nothing to do with each other. Nine of ten comparisons end here, without a look at the
 * texts, which lie anywhere in memory.
 */
class Glance {

    private static final int SLOTS = Slot.values().length;
    private static final long MISSING = 0;
    private static final int LENGTH = 8;
    private static final int LONGEST = (1 << LENGTH) - 1;
    private static final int PREFIX = 4;
    private static final int MARK = LENGTH * (1 + PREFIX);
    private static final int THREE_LETTERS = 24;
    private static final double PREFIX_WEIGHT = 0.1;

    /**
     * For each slot the letters, then length, first letters and mark; nothing where nothing is said.
     */
    private final long[] numbers = new long[2 * SLOTS];
    private long several;

    /** Notes the value of a slot; of several no glance tells anything. */
    void note(Slot slot, @Nullable Term value) {
        if (value != null) {
            note(slot, value, value.text().hashCode());
        }
    }

    /** @param mark a number that two values must share to be the same */
    void note(Slot slot, Term value, int mark) {
        int at = slot.ordinal() * 2;
        if (numbers[at + 1] != MISSING) {
            blur(slot);
        }
        long shape = (long) mark << MARK | Math.min(LONGEST, value.length());
        for (int letter = 0; letter < PREFIX && letter < value.length(); letter++) {
            shape |= (long) (value.text().charAt(letter) & 0xFF) << LENGTH * (letter + 1);
        }
        numbers[at] = value.letters();
        numbers[at + 1] = shape;
    }

    /** Of what stands here no glance tells more than that something is said. */
    void blur(Slot slot) {
        several |= 1L << slot.ordinal();
    }

    /** What stands first and last. */
    long ends() {
        return numbers[0] + numbers[SLOTS] + numbers[2 * SLOTS - 1];
    }

    void note(Slot slot, Term[] values) {
        for (var value : values) {
            note(slot, value);
        }
    }

    boolean lacks(Slot slot, Glance other) {
        return lacks(slot, other, slot);
    }

    boolean lacks(Slot slot, Glance other, Slot theirs) {
        return numbers[slot.ordinal() * 2 + 1] == MISSING || other.numbers[theirs.ordinal() * 2 + 1] == MISSING;
    }

    /** Whether they may be the same. */
    boolean mayBeSame(Slot slot, Glance other) {
        int at = slot.ordinal() * 2 + 1;
        return isUnclear(slot, other) || (numbers[at] ^ other.numbers[at]) >>> MARK == 0;
    }

    /** Whether more than so many slips lie between them for certain. */
    boolean areBeyond(Slot slot, Glance other, int edits) {
        return areBeyond(slot, other, slot, edits);
    }

    /** The same of what stands here in one slot and there in another. */
    boolean areBeyond(Slot slot, Glance other, Slot theirs, int edits) {
        if (isUnclear(slot) || other.isUnclear(theirs)) {
            return false;
        }
        long here = numbers[slot.ordinal() * 2];
        long there = other.numbers[theirs.ordinal() * 2];
        return Long.bitCount(here & ~there) > edits || Long.bitCount(there & ~here) > edits;
    }

    /** The same, where longer words may have more of them: one, and one more for six letters. */
    boolean areBeyondSlips(Slot slot, Glance other) {
        return areBeyond(slot, other, 1 + Math.min(length(slot), other.length(slot)) / 6);
    }

    /** Whether Jaro's and Winkler's likeness is below this for certain. */
    boolean areUnlike(Slot slot, Glance other, double least) {
        int at = slot.ordinal() * 2;
        return !isUnclear(slot, other)
                && mostLike(numbers[at], length(slot), other.numbers[at], other.length(slot),
                        prefix(slot, other)) < least;
    }

    /** Whether neither's letters are all among the other's. */
    boolean haveLettersOfTheirOwn(Slot slot, Glance other) {
        return haveLettersOfTheirOwn(slot, other, slot);
    }

    boolean haveLettersOfTheirOwn(Slot slot, Glance other, Slot theirs) {
        long here = numbers[slot.ordinal() * 2];
        long there = other.numbers[theirs.ordinal() * 2];
        return !isUnclear(slot) && !other.isUnclear(theirs)
                && (here & ~there & Term.ONCE) != 0 && (there & ~here & Term.ONCE) != 0;
    }

    /** Whether one has a letter or digit that the other has not. */
    boolean differInSigns(Slot slot, Glance other) {
        int at = slot.ordinal() * 2;
        return !isUnclear(slot, other) && numbers[at] != other.numbers[at];
    }

    /** Whether they differ in more than their digits for certain. */
    boolean differInLetters(Slot slot, Glance other) {
        int at = slot.ordinal() * 2;
        return !isUnclear(slot, other) && (numbers[at] ^ other.numbers[at]) << Term.DIGITS_ABOVE != 0;
    }

    /** Whether the first three letters differ. */
    boolean beginOtherwise(Slot slot, Glance other) {
        int at = slot.ordinal() * 2 + 1;
        return !isUnclear(slot, other)
                && (numbers[at] >>> LENGTH ^ other.numbers[at] >>> LENGTH) << Long.SIZE - THREE_LETTERS != 0;
    }

    private boolean isUnclear(Slot slot, Glance other) {
        return ((several | other.several) & 1L << slot.ordinal()) != 0;
    }

    private boolean isUnclear(Slot slot) {
        return (several & 1L << slot.ordinal()) != 0;
    }

    private int length(Slot slot) {
        return (int) numbers[slot.ordinal() * 2 + 1] & LONGEST;
    }

    private int prefix(Slot slot, Glance other) {
        int at = slot.ordinal() * 2 + 1;
        long difference = numbers[at] >>> LENGTH ^ other.numbers[at] >>> LENGTH;
        int same = difference == 0 ? PREFIX : Math.min(PREFIX, Long.numberOfTrailingZeros(difference) / LENGTH);
        return Math.min(same, Math.min(length(slot), other.length(slot)));
    }

    /** What the likeness of two words is at most if all letters they share stand in order. */
    static double mostLike(long letters, double length, long otherLetters, double otherLength, int prefix) {
        double shared = Math.min(length - Long.bitCount(letters & ~otherLetters),
                otherLength - Long.bitCount(otherLetters & ~letters));
        double jaro = shared <= 0 ? 0 : (shared / length + shared / otherLength + 1) / 3;
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** What is noted. */
    enum Slot {
        GIVEN,
        SURNAME,
        ORGANISATION,
        BIRTH,
        EMAIL,
        PHONE,
        STREET,
        CITY,
        POSTCODE,
        REGION,
        COUNTRY,
        NATIONAL_ID
    }
}
