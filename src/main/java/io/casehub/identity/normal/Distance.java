package io.casehub.identity.normal;

/**
 * How far two words are from each other; words beyond 64 characters are judged by their first 64.
 */
public final class Distance {

    private static final int LONGEST = Long.SIZE;
    private static final int PREFIX = 4;
    private static final double PREFIX_WEIGHT = 0.1;

    private Distance() {}

    /** Jaro-Winkler similarity: 1 for equal words, 0 for nothing in common (Winkler 1990). */
    public static double jaroWinkler(String a, String b) {
        if (a.equals(b)) {
            return a.isEmpty() ? 0 : 1;
        }
        double jaro = jaro(a, b, Math.min(a.length(), LONGEST), Math.min(b.length(), LONGEST));
        int prefix = 0;
        int most = Math.min(PREFIX, Math.min(a.length(), b.length()));
        while (prefix < most && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * PREFIX_WEIGHT * (1 - jaro);
    }

    /** Which characters were matched is a bit each, so nothing is allocated. */
    private static double jaro(String a, String b, int lengthA, int lengthB) {
        int window = Math.max(0, Math.max(lengthA, lengthB) / 2 - 1);
        long matchedA = 0;
        long matchedB = 0;
        int matches = 0;
        for (int i = 0; i < lengthA; i++) {
            int end = Math.min(lengthB, i + window + 1);
            for (int j = Math.max(0, i - window); j < end; j++) {
                if ((matchedB >>> j & 1) == 0 && a.charAt(i) == b.charAt(j)) {
                    matchedA |= 1L << i;
                    matchedB |= 1L << j;
                    matches++;
                    break;
                }
            }
        }
        if (matches == 0) {
            return 0;
        }
        double found = matches;
        return (found / lengthA + found / lengthB + (found - outOfOrder(a, b, matchedA, matchedB) / 2) / found) / 3;
    }

    private static int outOfOrder(String a, String b, long matchedA, long matchedB) {
        int count = 0;
        long restA = matchedA;
        long restB = matchedB;
        while (restA != 0) {
            if (a.charAt(Long.numberOfTrailingZeros(restA)) != b.charAt(Long.numberOfTrailingZeros(restB))) {
                count++;
            }
            restA &= restA - 1;
            restB &= restB - 1;
        }
        return count;
    }

    /**
     * Optimal string alignment: insertions, deletions, replacements and swaps of neighbours that lead
     * from one to the other; {@code atMost + 1} where it takes more. Bit-parallel after Hyyrö (2003).
     */
    public static int edits(String a, String b, int atMost) {
        int length = Math.min(a.length(), LONGEST);
        int other = Math.min(b.length(), LONGEST);
        if (Math.abs(a.length() - b.length()) > atMost) {
            return atMost + 1;
        }
        if (length == 0 || other == 0) {
            return Math.max(length, other);
        }
        return Math.min(atMost + 1, alignment(a, b, length, other));
    }

    private static int alignment(String a, String b, int length, int other) {
        long positive = -1;
        long negative = 0;
        long diagonal = 0;
        long before = 0;
        int distance = length;
        for (int j = 0; j < other; j++) {
            long equal = places(a, b.charAt(j), length);
            long swap = (~diagonal & equal) << 1 & before;
            diagonal = (equal & positive) + positive ^ positive | equal | negative | swap;
            long up = negative | ~(diagonal | positive);
            long down = diagonal & positive;
            distance += (int) (up >>> length - 1 & 1) - (int) (down >>> length - 1 & 1);
            up = up << 1 | 1;
            positive = down << 1 | ~(diagonal | up);
            negative = up & diagonal;
            before = equal;
        }
        return distance;
    }

    private static long places(String text, char c, int length) {
        long places = 0;
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) == c) {
                places |= 1L << i;
            }
        }
        return places;
    }
}
