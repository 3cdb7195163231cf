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

import io.casehub.identity.normal.Distance;
import io.casehub.identity.normal.Nicknames;
import io.casehub.identity.normal.OrganisationName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares names: of persons, part by part and crosswise, and of organisations. */
final class NameComparison {

    private static final double ALIKE_FROM = 0.84;

    private NameComparison() {}

    static Pattern compare(Profile one, Profile other) {
        var left = one.name();
        var right = other.name();
        var given = given(left.given(), right.given());
        var surname = surnames(left.surname(), right.surname());
        if (!isGood(given) && !isGood(surname)) {
            var crossed = surnames(left.given(), right.surname());
            var back = surnames(left.surname(), right.given());
            if (isGood(crossed) && isGood(back)) {
                given = SWAPPED;
                surname = MISSING;
            } else if (isGood(crossed) || isGood(back)) {
                given = CROSSED;
                surname = MISSING;
            }
        }
        if (left.generation() != null && right.generation() != null && !left.generation().equals(right.generation())) {
            given = DIFFERENT; // father and son
        }
        return Pattern.NOTHING.with(Trait.GIVEN_NAME, given).with(Trait.SURNAME, surname)
                .with(Trait.ORGANISATION, organisations(one.organisation(), other.organisation()));
    }

    private static boolean isGood(Level level) {
        return level == EXACT || level == CLOSE || level == PART || level == NICKNAME;
    }

    private static Level given(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return MISSING;
        }
        if (one.equals(other)) {
            return one.size() == 1 && one.getFirst().length() == 1 ? INITIAL : EXACT;
        }
        var left = String.join("", one);
        var right = String.join("", other);
        if (left.equals(right)) {
            return EXACT;
        }
        var first = one.getFirst();
        var theirs = other.getFirst();
        if (Nicknames.same(first, theirs) && !first.equals(theirs)) {
            return NICKNAME;
        }
        if (stand(one, other)) {
            return left.length() == 1 || right.length() == 1 ? INITIAL : PART;
        }
        return spelt(left, right);
    }

    private static Level surnames(List<String> one, List<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return MISSING;
        }
        if (one.equals(other)) {
            return EXACT;
        }
        var left = String.join("", one);
        var right = String.join("", other);
        if (left.equals(right)) {
            return EXACT;
        }
        if (one.size() != other.size() && (one.containsAll(other) || other.containsAll(one))) {
            return PART;
        }
        return spelt(left, right);
    }

    private static Level spelt(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        if (shorter > 2 && Distance.edits(left, right, 1) <= 1
                || shorter > 6 && Distance.edits(left, right, 2) <= 2) {
            return CLOSE;
        }
        return Distance.jaroWinkler(left, right) >= ALIKE_FROM ? ALIKE : DIFFERENT;
    }

    /** Whether each word of the shorter list stands in the longer one, whole or as an initial. */
    private static boolean stand(List<String> one, List<String> other) {
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

    static Level organisations(@Nullable OrganisationName one, @Nullable OrganisationName other) {
        if (one == null || other == null) {
            return MISSING;
        }
        var left = String.join("", one.words());
        var right = String.join("", other.words());
        if (left.equals(right)) {
            return EXACT;
        }
        int shorter = Math.min(left.length(), right.length());
        if (shorter > 4 && Distance.edits(left, right, 1 + shorter / 8) <= 1 + shorter / 8) {
            return CLOSE;
        }
        if (left.equals(other.initials()) || right.equals(one.initials())) {
            return INITIAL;
        }
        return overlap(one.words(), other.words());
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
