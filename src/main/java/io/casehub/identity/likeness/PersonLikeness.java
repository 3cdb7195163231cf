package io.casehub.identity.likeness;

import io.casehub.identity.likeness.Likeness.How;
import io.casehub.identity.likeness.Likeness.Step;
import io.casehub.identity.normal.Nicknames;
import io.casehub.identity.normal.PersonName;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How alike the names of two persons are. Given and family name must both agree, in either order.
 */
final class PersonLikeness {

    private static final double NICKNAME = 0.95;
    private static final double INITIAL = 0.82;
    private static final double ONE_OF_TWO_SURNAMES = 0.85;
    private static final double CALLED_BY_ANOTHER = 0.86;
    private static final double OTHER_MIDDLE_NAME = 0.55;
    private static final double MORE_MIDDLE_NAMES = 0.97;
    private static final double SWAPPED = 0.97;
    private static final double NO_GIVEN_NAME = 0.65;
    private static final double OTHER_GENERATION = 0.4;
    private static final double ONE_GENERATION = 0.78;
    private static final double WITHIN = 0.84;
    private static final double CERTAIN = 0.9;
    private static final double NOT_WITHIN = 0.5;
    private static final double DOUBTFUL = 0.75;
    private static final Set<String> PARTICLES = Set.of("de", "da", "di", "du", "del", "della", "la", "le", "van",
            "von",
            "vander", "vonder", "dos", "el", "al", "ben", "bin", "ibn", "abu", "ter", "ten", "o", "mac");

    private PersonLikeness() {}

    static Likeness of(String left, String right) {
        var one = PersonName.of(null, null, left);
        var other = PersonName.of(null, null, right);
        if (one.isEmpty() || other.isEmpty()) {
            return Likeness.of(CustomerKind.PERSON, 0, List.of());
        }
        var best = names(one.given(), one.surname(), other.given(), other.surname());
        var there = names(one.given(), one.surname(), other.surname(), other.given());
        var back = names(one.surname(), one.given(), other.given(), other.surname());
        var swapped = (there.score() < back.score() ? back : there).times(SWAPPED,
                new Step("order", left.strip(), right.strip(), How.SWAPPED, SWAPPED));
        var found = swapped.score() > best.score() ? swapped : best;
        var within = within(one, other);
        var names = within.score() > found.score() ? within : found;
        var whole = generation(names, one.generation(), other.generation());
        return Likeness.of(CustomerKind.PERSON, whole.score(), whole.steps());
    }

    private static Found names(List<String> given, List<String> surname, List<String> theirGiven,
            List<String> theirSurname) {
        var family = surnames(surname, theirSurname);
        if (given.isEmpty() != theirGiven.isEmpty()) {
            return family.times(NO_GIVEN_NAME,
                    new Step("given name", text(given), text(theirGiven), How.LEFT_OUT, NO_GIVEN_NAME));
        }
        if (given.isEmpty()) {
            return family;
        }
        var names = given(given, theirGiven);
        var steps = new ArrayList<>(names.steps());
        steps.addAll(family.steps());
        return new Found(names.score() * family.score(), steps);
    }

    private static Found given(List<String> one, List<String> other) {
        if (String.join("", one).equals(String.join("", other))) {
            boolean isInitial = one.getFirst().length() == 1;
            return isInitial
                    ? found("given name", one, other, new Spelling(INITIAL, How.INITIAL))
                    : found("given name", one, other, Spelling.SAME);
        }
        var first = given(one.getFirst(), other.getFirst());
        var middle = one.subList(1, one.size());
        var theirMiddle = other.subList(1, other.size());
        var found = found("given name", one.subList(0, 1), other.subList(0, 1), first);
        if (first.score() < INITIAL) {
            var joined = given(String.join("", one), String.join("", other));
            var called = called(one, other);
            return joined.score() > found.score() && joined.score() >= called.score()
                    ? found("given name", one, other, joined)
                    : called.score() > found.score() ? called : found;
        }
        if (middle.isEmpty() && theirMiddle.isEmpty()) {
            return found;
        }
        if (middle.isEmpty() || theirMiddle.isEmpty()) {
            return found.times(MORE_MIDDLE_NAMES,
                    new Step("middle name", text(middle), text(theirMiddle), How.LEFT_OUT, MORE_MIDDLE_NAMES));
        }
        var second = given(middle.getFirst(), theirMiddle.getFirst());
        return second.score() >= INITIAL
                ? found.times(1, new Step("middle name", text(middle), text(theirMiddle), second.how(), second.score()))
                : found.times(OTHER_MIDDLE_NAME,
                        new Step("middle name", text(middle), text(theirMiddle), How.DIFFERENT, OTHER_MIDDLE_NAME));
    }

    /** Who is called by a name that is not his first. */
    private static Found called(List<String> one, List<String> other) {
        var few = one.size() <= other.size() ? one : other;
        var many = one.size() <= other.size() ? other : one;
        if (few.size() == many.size()) {
            return new Found(0, List.of());
        }
        var best = new Found(0, List.of());
        for (var name : many) {
            var spelling = given(few.getFirst(), name);
            if (spelling.score() > best.score() && name.length() > 1 && few.getFirst().length() > 1) {
                best = found("given name", List.of(few.getFirst()), List.of(name), spelling);
            }
        }
        return best.score() < INITIAL
                ? best
                : best.times(CALLED_BY_ANOTHER,
                        new Step("given name", text(one), text(other), How.PART, CALLED_BY_ANOTHER));
    }

    private static Spelling given(String one, String other) {
        if (one.equals(other)) {
            return one.length() == 1 ? new Spelling(INITIAL + 0.03, How.INITIAL) : Spelling.SAME;
        }
        if (one.length() == 1 || other.length() == 1) {
            return one.charAt(0) == other.charAt(0) ? new Spelling(INITIAL, How.INITIAL) : Spelling.DIFFERENT;
        }
        if (Nicknames.same(one, other)) {
            return new Spelling(NICKNAME, How.NICKNAME);
        }
        var spelling = Spelling.of(one, other);
        boolean areTwo = spelling.how() == How.SLIP && Nicknames.isKnown(one) && Nicknames.isKnown(other);
        return areTwo || endOtherwise(one, other)
                ? new Spelling(Math.min(spelling.score(), 0.3), How.DIFFERENT)
                : spelling;
    }

    /** Martin and Martina, Maria and Mario: names of men and women differ at their end. */
    private static boolean endOtherwise(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int shared = 0;
        while (shared < shorter && one.charAt(shared) == other.charAt(shared)) {
            shared++;
        }
        char last = one.charAt(one.length() - 1);
        char theirs = other.charAt(other.length() - 1);
        return shared >= shorter - 2 && last != theirs && (isOpen(last) || isOpen(theirs));
    }

    private static boolean isOpen(char letter) {
        return letter == 'a' || letter == 'e' || letter == 'o';
    }

    private static Found surnames(List<String> one, List<String> other) {
        var joined = Spelling.of(String.join("", one), String.join("", other));
        if (joined.score() >= INITIAL || one.size() == 1 && other.size() == 1) {
            return found("surname", one, other, hasParticle(one, other) || hasParticle(other, one)
                    ? new Spelling(NICKNAME, How.SPELLING)
                    : joined);
        }
        if (one.size() != other.size()) {
            var few = one.size() < other.size() ? one : other;
            var many = one.size() < other.size() ? other : one;
            double worst = few.isEmpty()
                    ? 0
                    : few.stream().mapToDouble(word -> many.stream()
                            .mapToDouble(theirs -> Spelling.of(word, theirs).score()).max().orElse(0)).min().orElse(0);
            return worst < CERTAIN
                    ? found("surname", one, other, Spelling.DIFFERENT)
                    : found("surname", one, other, new Spelling(ONE_OF_TWO_SURNAMES * worst, How.PART));
        }
        double worst = 1;
        for (int at = 0; at < one.size(); at++) {
            worst = Math.min(worst, Spelling.of(one.get(at), other.get(at)).score());
        }
        return found("surname", one, other, worst < INITIAL
                ? one.containsAll(other) ? Spelling.SAME : new Spelling(Math.max(0.1, worst / 2), How.DIFFERENT)
                : new Spelling(worst, How.SPELLING));
    }

    /** A particle that is written together with the name in one of the two: DeGaulle. */
    private static boolean hasParticle(List<String> one, List<String> other) {
        var joined = String.join("", one);
        var theirs = String.join("", other);
        return theirs.length() > 3 && joined.endsWith(theirs)
                && PARTICLES.contains(joined.substring(0, joined.length() - theirs.length()));
    }

    /**
     * Where it is not told which of several words are the family name: all of the shorter in the
     * longer, two at least.
     */
    private static Found within(PersonName one, PersonName other) {
        var left = all(one);
        var right = all(other);
        var few = left.size() <= right.size() ? left : right;
        var many = new ArrayList<>(left.size() <= right.size() ? right : left);
        if (few.size() < 2) {
            return new Found(0, List.of());
        }
        double worst = 1;
        boolean isFirstSame = given(few.getFirst(), many.getFirst()).score() >= INITIAL;
        boolean isLastSame = few.getLast().equals(many.getLast());
        for (var word : few) {
            var best = many.stream().filter(theirs -> theirs.length() > 1 && word.length() > 1)
                    .max((a, b) -> Double.compare(given(word, a).score(), given(word, b).score())).orElse(null);
            worst = best == null ? 0 : Math.min(worst, given(word, best).score());
            many.remove(best);
        }
        boolean isWhole = many.isEmpty();
        double least = isWhole
                ? worst * SWAPPED
                : isFirstSame ? worst * WITHIN : worst * (isLastSame ? DOUBTFUL : NOT_WITHIN);
        return worst < CERTAIN
                ? new Found(0, List.of())
                : new Found(least,
                        List.of(new Step("name", text(left), text(right), isWhole ? How.SWAPPED : How.PART, least)));
    }

    private static List<String> all(PersonName name) {
        var all = new ArrayList<>(name.given());
        all.addAll(name.surname());
        return all;
    }

    private static Found generation(Found names, @Nullable String one, @Nullable String other) {
        if (one == null && other == null) {
            return names;
        }
        if (one == null || other == null) {
            return names.times(ONE_GENERATION,
                    new Step("generation", one == null ? "" : one, other == null ? "" : other,
                            How.LEFT_OUT, ONE_GENERATION));
        }
        return one.equals(other)
                ? names
                : names.times(OTHER_GENERATION, new Step("generation", one, other, How.DIFFERENT, OTHER_GENERATION));
    }

    private static Found found(String part, List<String> one, List<String> other, Spelling spelling) {
        return new Found(spelling.score(),
                List.of(new Step(part, text(one), text(other), spelling.how(), spelling.score())));
    }

    private static String text(List<String> words) {
        return String.join(" ", words);
    }

    /** A score and how it came about. */
    private record Found(double score, List<Step> steps) {

        Found times(double factor, Step because) {
            var more = new ArrayList<>(steps);
            more.add(because);
            return new Found(score * factor, more);
        }
    }
}
