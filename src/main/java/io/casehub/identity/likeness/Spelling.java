package io.casehub.identity.likeness;

import io.casehub.identity.likeness.Likeness.How;
import io.casehub.identity.normal.Distance;

/** How alike two words are as they are written. */
record Spelling(double score, How how) {

    static final Spelling SAME = new Spelling(1, How.SAME);
    static final Spelling DIFFERENT = new Spelling(0.1, How.DIFFERENT);

    private static final double VARIANT = 0.95;
    private static final double SLIP = 0.88;
    private static final double DOUBTFUL_SLIP = 0.68;
    private static final int FEWEST_LETTERS = 4;
    private static final int LONG = 8;

    static Spelling of(String one, String other) {
        if (one.equals(other)) {
            return SAME;
        }
        int shorter = Math.min(one.length(), other.length());
        if (shorter > 2 && Folding.of(one).equals(Folding.of(other))) {
            return new Spelling(VARIANT, How.SPELLING);
        }
        if (shorter < FEWEST_LETTERS || hasDigit(one) || hasDigit(other)) {
            return DIFFERENT;
        }
        int edits = Distance.edits(one, other, 2);
        int foldedEdits = Distance.edits(Folding.of(one), Folding.of(other), 2);
        if (edits == 1 && one.length() == other.length() && one.charAt(0) != other.charAt(0)
                && one.charAt(1) != other.charAt(0)) {
            return shorter >= LONG ? new Spelling(SLIP, How.SLIP) : new Spelling(0.5, How.DIFFERENT);
        }
        if (edits <= 1) {
            return slip(one, other, shorter);
        }
        if (foldedEdits <= 1 && shorter > 5) {
            return new Spelling(SLIP, How.SPELLING);
        }
        return edits <= 2 && shorter >= LONG
                ? new Spelling(0.84, How.SLIP)
                : edits <= 2 && shorter > 5 ? new Spelling(0.45, How.DIFFERENT) : DIFFERENT;
    }

    /**
     * One letter for another makes other names of short words (Hill, Hall); letters left out or swapped
     * do not.
     */
    private static Spelling slip(String one, String other, int shorter) {
        boolean isReplaced = one.length() == other.length() && !isTurned(one, other);
        if (isReplaced && isPatronym(one) && isPatronym(other)) {
            return new Spelling(VARIANT, How.SPELLING);
        }
        if (shorter == FEWEST_LETTERS) {
            return isReplaced ? new Spelling(0.3, How.DIFFERENT) : new Spelling(DOUBTFUL_SLIP, How.SLIP);
        }
        return isReplaced && shorter < LONG ? new Spelling(DOUBTFUL_SLIP, How.SLIP) : new Spelling(SLIP, How.SLIP);
    }

    private static boolean isTurned(String one, String other) {
        int differing = 0;
        for (int at = 0; at < one.length(); at++) {
            differing += one.charAt(at) == other.charAt(at) ? 0 : 1;
        }
        return differing == 2;
    }

    private static boolean isPatronym(String word) {
        return word.endsWith("sen") || word.endsWith("son");
    }

    static boolean hasDigit(String word) {
        return word.chars().anyMatch(Character::isDigit);
    }
}
