package io.casehub.identity.matching;

import io.casehub.identity.normal.Distance;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A text beside the letters it has: most texts that are compared have nothing to do with each
 * other, and their letters say so at once.
 *
 * @param letters a bit for each letter and digit, and one more for each letter that comes twice
 */
record Term(String text, long letters) {

    private static final int ALPHABET = 26;
    private static final int DIGITS = 2 * ALPHABET;
    /** All but the bits of letters that come twice. */
    static final long ONCE = ~((1L << ALPHABET) - 1 << ALPHABET);

    /** So many bits the digits take above the letters. */
    static final int DIGITS_ABOVE = Long.SIZE - DIGITS;

    private static final int LONGEST_PREFIX = 4;

    static Term of(String text) {
        long letters = 0;
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign >= 'a' && sign <= 'z') {
                long bit = 1L << sign - 'a';
                letters |= (letters & bit) == 0 ? bit : bit << ALPHABET;
            } else if (sign >= '0' && sign <= '9') {
                letters |= 1L << DIGITS + sign - '0';
            }
        }
        return new Term(text, letters);
    }

    static @Nullable Term joined(Collection<String> words) {
        return words.isEmpty() ? null : of(words.size() == 1 ? words.iterator().next() : String.join("", words));
    }

    static @Nullable Term nullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    boolean is(Term other) {
        return letters == other.letters && text.equals(other.text);
    }

    /** False where it has a letter that the other has not. */
    boolean canBePartOf(Term other) {
        return (letters & ~other.letters & ONCE) == 0;
    }

    int length() {
        return text.length();
    }

    /**
     * Whether they are the same but for their digits, which a glance at the other letters mostly
     * denies.
     */
    boolean differsInDigitsOnly(Term other) {
        if (((letters ^ other.letters) & (1L << DIGITS) - 1) != 0) {
            return false;
        }
        int mine = 0;
        int theirs = 0;
        while (true) {
            mine = behindDigits(text, mine);
            theirs = behindDigits(other.text, theirs);
            if (mine == text.length() || theirs == other.text.length()) {
                return mine == text.length() && theirs == other.text.length();
            }
            if (text.charAt(mine++) != other.text.charAt(theirs++)) {
                return false;
            }
        }
    }

    private static int behindDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    /**
     * Whether so many slips of the finger lead to the other: each brings or takes one letter at most.
     */
    boolean isWithin(Term other, int edits) {
        return Long.bitCount(letters & ~other.letters) <= edits && Long.bitCount(other.letters & ~letters) <= edits
                && Distance.edits(text, other.text, edits) <= edits;
    }

    /** Whether Jaro's and Winkler's likeness is this at least. */
    boolean isLike(Term other, double least) {
        return most(other) >= least && Distance.jaroWinkler(text, other.text) >= least;
    }

    /** What their likeness is at most if all letters they share stand in order. */
    private double most(Term other) {
        int prefix = 0;
        int end = Math.min(LONGEST_PREFIX, Math.min(length(), other.length()));
        while (prefix < end && text.charAt(prefix) == other.text.charAt(prefix)) {
            prefix++;
        }
        return Glance.mostLike(letters, length(), other.letters, other.length(), prefix);
    }
}
