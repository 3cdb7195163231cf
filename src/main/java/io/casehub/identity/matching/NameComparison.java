package io.casehub.identity.matching;

import static io.casehub.identity.matching.Level.ALIKE;
import static io.casehub.identity.matching.Level.CLOSE;
import static io.casehub.identity.matching.Level.CROSSED;
import static io.casehub.identity.matching.Level.DIFFERENT;
import static io.casehub.identity.matching.Level.EXACT;
import static io.casehub.identity.matching.Level.INITIAL;
import static io.casehub.identity.matching.Level.MISSING;
import static io.casehub.identity.matching.Level.NICKNAME;
import static io.casehub.identity.matching.Level.PART;
import static io.casehub.identity.matching.Level.SWAPPED;

import io.casehub.identity.matching.Glance.Slot;
import io.casehub.identity.matching.Sketch.Name;
import io.casehub.identity.normal.Distance;
import io.casehub.identity.normal.Nicknames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Compares names: of persons, part by part and crosswise, and of organisations. */
final class NameComparison {

    private static final double ALIKE_FROM = 0.84;

    /** As many letters a given name has at least before another is taken for its misspelling. */
    private static final int SURELY_A_SLIP = 5;

    private static final int PERHAPS_TWO_SLIPS = 3;

    private NameComparison() {}

    static Pattern compare(Sketch one, Sketch other) {
        var given = given(one, other);
        var surname = areOtherSurnames(one, other) ? DIFFERENT : surnames(one.surname, other.surname);
        if (!isGood(given) && !isGood(surname)) {
            var crossed = surnames(one.given, other.surname);
            var back = surnames(one.surname, other.given);
            if (isGood(crossed) && isGood(back)) {
                given = SWAPPED;
                surname = MISSING;
            } else if (isGood(crossed) || isGood(back)) {
                given = CROSSED;
                surname = MISSING;
            }
        }
        var left = one.generation;
        var right = other.generation;
        if (left != null && right != null && !left.equals(right)) {
            given = DIFFERENT; // father and son
        }
        return Pattern.NOTHING.with(Trait.GIVEN_NAME, given).with(Trait.SURNAME, surname)
                .with(Trait.ORGANISATION, organisations(one, other));
    }

    static boolean areOtherGivenNames(Sketch one, Sketch other) {
        return (one.roots & other.roots) == 0 && areUnlike(Slot.GIVEN, one, other);
    }

    static boolean areOtherSurnames(Sketch one, Sketch other) {
        return areUnlike(Slot.SURNAME, one, other);
    }

    /** Whether, by a glance, the given name of one may be the surname of the other. */
    static boolean mayCross(Sketch one, Sketch other) {
        return !one.lacks(Slot.GIVEN, other, Slot.SURNAME)
                && !(one.areBeyond(Slot.GIVEN, other, Slot.SURNAME, 2)
                        && one.haveLettersOfTheirOwn(Slot.GIVEN, other, Slot.SURNAME));
    }

    /** By a glance: no slips, no likeness, and neither part of the other. */
    private static boolean areUnlike(Slot slot, Sketch one, Sketch other) {
        return !one.lacks(slot, other) && one.areBeyond(slot, other, 2)
                && one.haveLettersOfTheirOwn(slot, other)
                && one.areUnlike(slot, other, ALIKE_FROM);
    }

    private static boolean isGood(Level level) {
        return level == EXACT || level == CLOSE || level == PART || level == NICKNAME;
    }

    private static Level given(Sketch one, Sketch other) {
        if (areOtherGivenNames(one, other)) {
            return DIFFERENT;
        }
        var left = one.given.term();
        var right = other.given.term();
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.is(right)) {
            return left.length() == 1 ? INITIAL : EXACT;
        }
        var words = one.given.words();
        var theirs = other.given.words();
        if ((one.roots & other.roots) != 0 && !words.getFirst().equals(theirs.getFirst())
                && Nicknames.same(words.getFirst(), theirs.getFirst())) {
            return NICKNAME;
        }
        if (stand(words, theirs)) {
            return left.length() == 1 || right.length() == 1 ? INITIAL : PART;
        }
        var spelt = spelt(left, right);
        int shorter = Math.min(left.length(), right.length());
        boolean isPerhapsASlip = spelt == CLOSE && shorter < SURELY_A_SLIP // Lea and Lena are two
                || spelt == DIFFERENT && left.isWithin(right, shorter < PERHAPS_TWO_SLIPS ? 1 : 2);
        return isPerhapsASlip ? ALIKE : spelt;
    }

    private static Level surnames(Name one, Name other) {
        var left = one.term();
        var right = other.term();
        if (left == null || right == null) {
            return MISSING;
        }
        if (left.is(right)) {
            return EXACT;
        }
        if (one.words().size() != other.words().size()
                && (one.words().containsAll(other.words()) || other.words().containsAll(one.words()))) {
            return PART;
        }
        return spelt(left, right);
    }

    private static Level spelt(Term left, Term right) {
        int shorter = Math.min(left.length(), right.length());
        if (shorter > 2 && left.isWithin(right, 1) || shorter > 6 && left.isWithin(right, 2)) {
            return CLOSE;
        }
        return left.isLike(right, ALIKE_FROM) ? ALIKE : DIFFERENT;
    }

    /** Whether each word of the shorter list stands in the longer one, whole or as an initial. */
    private static boolean stand(List<String> one, List<String> other) {
        if (one.size() == 1 && other.size() == 1) {
            return isInitial(one.getFirst(), other.getFirst());
        }
        var free = new ArrayList<>(one.size() > other.size() ? one : other);
        for (var word : one.size() > other.size() ? other : one) {
            boolean found = free.remove(word)
                    || free.stream().filter(theirs -> isInitial(word, theirs)).findFirst().map(free::remove)
                            .orElse(false);
            if (!found) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInitial(String one, String other) {
        return one.length() == 1 && other.startsWith(one) || other.length() == 1 && one.startsWith(other);
    }

    private static Level organisations(Sketch one, Sketch other) {
        var left = one.organisation;
        var right = other.organisation;
        if (left == null || right == null) {
            return MISSING;
        }
        var name = Objects.requireNonNull(one.profile.organisation());
        var theirs = Objects.requireNonNull(other.profile.organisation());
        if (left.is(right)) {
            return EXACT;
        }
        boolean isOneMore = name.words().size() != theirs.words().size()
                && (name.words().containsAll(theirs.words()) || theirs.words().containsAll(name.words()));
        int shorter = Math.min(left.length(), right.length());
        if (!isOneMore && shorter > 4 && left.isWithin(right, 1 + shorter / 8)) {
            return CLOSE;
        }
        if (left.text().equals(theirs.initials()) || right.text().equals(name.initials())) {
            return INITIAL;
        }
        return overlap(name.words(), theirs.words());
    }

    /** By how many of the words of the shorter name stand in the longer one, misspelt or not. */
    private static Level overlap(List<String> one, List<String> other) {
        var few = one.size() <= other.size() ? one : other;
        var many = one.size() <= other.size() ? other : one;
        double weight = 0;
        double found = 0;
        for (var word : few) {
            weight += word.length();
            if (many.stream().anyMatch(theirs -> word.equals(theirs)
                    || word.length() > 4 && Distance.edits(word, theirs, 1) <= 1)) {
                found += word.length();
            }
        }
        if (weight == 0) {
            return DIFFERENT;
        }
        if (found == weight && (few.size() > 1 || few.getFirst().length() > 3)) {
            return PART;
        }
        return found / weight >= 0.5 ? ALIKE : DIFFERENT;
    }
}
