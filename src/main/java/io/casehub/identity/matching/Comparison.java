package io.casehub.identity.matching;

import static io.casehub.identity.matching.Level.ALIKE;
import static io.casehub.identity.matching.Level.CLOSE;
import static io.casehub.identity.matching.Level.DIFFERENT;
import static io.casehub.identity.matching.Level.EXACT;
import static io.casehub.identity.matching.Level.MISSING;
import static io.casehub.identity.matching.Level.PART;

import io.casehub.identity.matching.Glance.Slot;
import io.casehub.identity.matching.Sketch.Identifier;
import io.casehub.identity.matching.Sketch.Street;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.model.CustomerKind;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Compares two records trait by trait. The same answer whichever of the two is asked first. */
final class Comparison {

    private static final double ALIKE_FROM = 0.86;
    static final int PHONE_TAIL = 7;
    static final int MOST_SLIPS = 2;
    /** Of so many letters of a mailbox one may be mistyped. */
    private static final int LETTERS_A_SLIP = 4;
    /** In a longer one two slips are still a likeness. */
    private static final int SHORT_IDENTIFIER = 6;

    private Comparison() {}

    static Pattern compare(Sketch one, Sketch other) {
        return NameComparison.compare(one, other).with(Trait.BIRTH_DATE, DateComparison.compare(one, other))
                .with(Trait.EMAIL, emails(one, other))
                .with(Trait.PHONE, phones(one, other))
                .with(Trait.STREET, streets(one, other))
                .with(Trait.CITY, cities(one, other))
                .with(Trait.POSTCODE, postcodes(one, other))
                .with(Trait.REGION, regions(one, other))
                .with(Trait.COUNTRY, best(one.countries, other.countries, Comparison::countries))
                .with(Trait.NATIONAL_ID, nationalIds(one, other))
                .with(Trait.TAX_ID, best(one.hard, other.hard, Comparison::identifiers))
                .with(Trait.OTHER, others(one.others, other.others));
    }

    private static Level streets(Sketch one, Sketch other) {
        if (one.lacks(Slot.STREET, other)) {
            return MISSING;
        }
        return areElsewhere(one, other) ? DIFFERENT : best(one.streets, other.streets, Comparison::streets);
    }

    /** By a glance, of two that both say it; so are all that are called so. */
    static boolean areElsewhere(Sketch one, Sketch other) {
        return one.houseNumber != other.houseNumber && areOtherStreets(one, other);
    }

    /** Whatever their numbers. */
    static boolean areOtherStreets(Sketch one, Sketch other) {
        return one.areBeyondSlips(Slot.STREET, other) && one.haveLettersOfTheirOwn(Slot.STREET, other);
    }

    /** Whether both have a number, and not the same. */
    static boolean haveOtherNumbers(Sketch one, Sketch other) {
        return one.houseNumber != other.houseNumber && one.houseNumber != 0 && other.houseNumber != 0;
    }

    private static Level cities(Sketch one, Sketch other) {
        if (one.lacks(Slot.CITY, other)) {
            return MISSING;
        }
        return areOtherCities(one, other) ? DIFFERENT : best(one.cities, other.cities, Comparison::words);
    }

    static boolean areOtherCities(Sketch one, Sketch other) {
        return one.areBeyondSlips(Slot.CITY, other) && one.areUnlike(Slot.CITY, other, ALIKE_FROM);
    }

    private static Level postcodes(Sketch one, Sketch other) {
        if (one.lacks(Slot.POSTCODE, other)) {
            return MISSING;
        }
        return areOtherPostcodes(one, other) ? DIFFERENT : best(one.postcodes, other.postcodes, Comparison::postcodes);
    }

    static boolean areOtherPostcodes(Sketch one, Sketch other) {
        return one.areBeyond(Slot.POSTCODE, other, 1) && one.beginOtherwise(Slot.POSTCODE, other);
    }

    private static Level regions(Sketch one, Sketch other) {
        if (one.lacks(Slot.REGION, other)) {
            return MISSING;
        }
        return areOtherRegions(one, other) ? DIFFERENT : best(one.regions, other.regions, Comparison::codes);
    }

    static boolean areOtherRegions(Sketch one, Sketch other) {
        return one.areBeyond(Slot.REGION, other, 1);
    }

    private static Level nationalIds(Sketch one, Sketch other) {
        return !one.lacks(Slot.NATIONAL_ID, other) && one.areBeyond(Slot.NATIONAL_ID, other, MOST_SLIPS)
                && one.soft[0].scheme().equals(other.soft[0].scheme())
                        ? DIFFERENT
                        : best(one.soft, other.soft, Comparison::identifiers);
    }

    private static Level emails(Sketch one, Sketch other) {
        if (one.lacks(Slot.EMAIL, other)) {
            return MISSING;
        }
        if (areOtherMailboxes(one, other)) {
            return DIFFERENT;
        }
        boolean isPerson = one.kind == CustomerKind.PERSON;
        var best = MISSING;
        for (int mine = 0; mine < one.emails.length && best != EXACT; mine++) {
            for (int theirs = 0; theirs < other.emails.length && best != EXACT; theirs++) {
                var left = one.profile.emails().get(mine);
                var right = other.profile.emails().get(theirs);
                best = better(best, isPerson
                        ? mailboxes(left, right, one.emails[mine], other.emails[theirs])
                        : officeMailboxes(left, right));
            }
        }
        return best;
    }

    /** Their marks are what stands before the @ of a person's, and behind it of a company's. */
    static boolean areOtherMailboxes(Sketch one, Sketch other) {
        return !one.mayBeSame(Slot.EMAIL, other) && (one.kind == CustomerKind.ORGANISATION
                || one.differInLetters(Slot.EMAIL, other) && one.areBeyond(Slot.EMAIL, other, MOST_SLIPS)
                        && one.areUnlike(Slot.EMAIL, other, ALIKE_FROM));
    }

    /** Their marks are the last digits, the same however area and country are written. */
    static boolean areOtherPhones(Sketch one, Sketch other) {
        return !one.mayBeSame(Slot.PHONE, other) && one.areBeyond(Slot.PHONE, other, 1);
    }

    private static Level mailboxes(EmailAddress one, EmailAddress other, Term left, Term right) {
        if (left.is(right)) {
            return EXACT;
        }
        if (left.differsInDigitsOnly(right)) {
            return ALIKE; // ada1@ and ada2@ are two as often as one
        }
        int slips = Math.min(one.local().length(), other.local().length()) / LETTERS_A_SLIP;
        if (left.isWithin(right, Math.min(slips, MOST_SLIPS))) {
            return CLOSE;
        }
        if (one.local().equals(other.local()) && !one.role() && !other.role()) {
            return PART;
        }
        return left.isLike(right, ALIKE_FROM) ? ALIKE : DIFFERENT;
    }

    /** Of an organisation the domain says more than who of them writes. */
    private static Level officeMailboxes(EmailAddress one, EmailAddress other) {
        if (one.key().equals(other.key())) {
            return EXACT;
        }
        return one.domain().equals(other.domain()) ? PART : DIFFERENT;
    }

    private static Level phones(Sketch one, Sketch other) {
        if (one.lacks(Slot.PHONE, other)) {
            return MISSING;
        }
        return areOtherPhones(one, other) ? DIFFERENT : best(one.phones, other.phones, Comparison::phones);
    }

    private static Level phones(Term one, Term other) {
        if (one.is(other)) {
            return EXACT;
        }
        var left = one.text();
        var right = other.text();
        boolean sameTail = Math.min(left.length(), right.length()) >= PHONE_TAIL && left
                .regionMatches(left.length() - PHONE_TAIL, right, right.length() - PHONE_TAIL, PHONE_TAIL);
        return sameTail || one.isWithin(other, 1) ? CLOSE : DIFFERENT;
    }

    private static Level streets(Street one, Street other) {
        var number = one.address().number();
        var theirs = other.address().number();
        boolean sameNumber = number != null && number.equals(theirs);
        boolean noNumber = number == null || theirs == null;
        var words = one.address().words();
        var theirWords = other.address().words();
        if (one.term().is(other.term()) && words.equals(theirWords)) {
            return sameNumber || number == null && theirs == null ? EXACT : noNumber ? PART : ALIKE;
        }
        int slips = 1 + Math.min(one.term().length(), other.term().length()) / 6;
        if (one.term().isWithin(other.term(), slips) || covers(one, other)) {
            return sameNumber ? CLOSE : noNumber ? PART : ALIKE;
        }
        return sameNumber && shared(words, theirWords) ? ALIKE : DIFFERENT;
    }

    private static Level words(Term one, Term other) {
        if (one.is(other)) {
            return EXACT;
        }
        if (one.isWithin(other, 1 + Math.min(one.length(), other.length()) / 6)) {
            return CLOSE;
        }
        return one.isLike(other, ALIKE_FROM) ? ALIKE : DIFFERENT;
    }

    private static Level postcodes(Term one, Term other) {
        if (one.is(other)) {
            return EXACT;
        }
        if (one.isWithin(other, 1)) {
            return CLOSE;
        }
        return one.text().regionMatches(0, other.text(), 0, 3) ? PART : DIFFERENT;
    }

    private static Level codes(Term one, Term other) {
        return one.is(other) ? EXACT : one.isWithin(other, 1) ? CLOSE : DIFFERENT;
    }

    private static Level countries(Term one, Term other) {
        return one.is(other) ? EXACT : DIFFERENT;
    }

    private static Level identifiers(Identifier one, Identifier other) {
        if (!one.scheme().equals(other.scheme())) {
            return MISSING;
        }
        if (one.value().is(other.value())) {
            return EXACT;
        }
        int slips = Math.max(one.value().length(), other.value().length()) > SHORT_IDENTIFIER ? 2 : 1;
        return one.value().isWithin(other.value(), slips) ? CLOSE : DIFFERENT;
    }

    private static Level others(Map<String, String> one, Map<String, String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return MISSING;
        }
        int shared = 0;
        int equal = 0;
        for (var said : one.entrySet()) {
            var theirs = other.get(said.getKey());
            if (theirs != null) {
                shared++;
                equal += words(Term.of(said.getValue()), Term.of(theirs)).agrees() ? 1 : 0;
            }
        }
        if (shared == 0) {
            return MISSING;
        }
        return equal == shared ? EXACT : equal * 2 >= shared ? ALIKE : DIFFERENT;
    }

    /** Whether the words of one are all among those of the other. */
    private static boolean covers(Street one, Street other) {
        var words = one.address().words();
        var theirs = other.address().words();
        return words.size() > 1 && one.term().canBePartOf(other.term()) && theirs.containsAll(words)
                || theirs.size() > 1 && other.term().canBePartOf(one.term()) && words.containsAll(theirs);
    }

    private static boolean shared(List<String> one, List<String> other) {
        for (var word : one) {
            if (word.length() > 2 && other.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static <T> Level best(T[] one, T[] other, BiFunction<T, T, Level> comparison) {
        var best = MISSING;
        for (var left : one) {
            for (var right : other) {
                best = better(best, comparison.apply(left, right));
                if (best == EXACT) {
                    return best;
                }
            }
        }
        return best;
    }

    /** Levels stand best first, but for the missing one. */
    private static Level better(Level one, Level other) {
        return one == MISSING || other != MISSING && other.ordinal() < one.ordinal() ? other : one;
    }
}
