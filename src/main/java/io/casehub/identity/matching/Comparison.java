package io.casehub.identity.matching;

import static io.casehub.identity.matching.Level.ALIKE;
import static io.casehub.identity.matching.Level.CLOSE;
import static io.casehub.identity.matching.Level.DIFFERENT;
import static io.casehub.identity.matching.Level.EXACT;
import static io.casehub.identity.matching.Level.MISSING;
import static io.casehub.identity.matching.Level.PART;
import static io.casehub.identity.matching.Level.SWAPPED;

import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.DateDigits;
import io.casehub.identity.normal.Distance;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.model.CustomerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares two records trait by trait. The same answer whichever of the two is asked first. */
final class Comparison {

    private static final double ALIKE_FROM = 0.86;
    private static final int PHONE_TAIL = 7;
    /** Of so many letters of a mailbox one may be mistyped; info1@ and info2@ are two. */
    private static final int LETTERS_A_SLIP = 4;
    private static final int A_MONTH = 31;
    private static final int A_YEAR = 372;

    private final Set<String> hardSchemes;

    /** @param hardSchemes the schemes of identifiers that are compared as {@link Trait#TAX_ID} */
    Comparison(Set<String> hardSchemes) {
        this.hardSchemes = Set.copyOf(hardSchemes);
    }

    Pattern compare(Profile one, Profile other) {
        var names = NameComparison.compare(one, other);
        return names.with(Trait.BIRTH_DATE, dates(one.birthDate(), other.birthDate()))
                .with(Trait.EMAIL, best(one.emails(), other.emails(),
                        one.kind() == CustomerKind.PERSON ? Comparison::mailboxes : Comparison::officeMailboxes))
                .with(Trait.PHONE, best(one.phones(), other.phones(), Comparison::phones))
                .with(Trait.STREET, best(one, other, Place::street, Comparison::streets))
                .with(Trait.CITY, best(one, other, Place::city, Comparison::words))
                .with(Trait.POSTCODE, best(one, other, Place::postcode, Comparison::postcodes))
                .with(Trait.REGION, best(one, other, Place::region, Comparison::codes))
                .with(Trait.COUNTRY, best(one, other, Place::country, Comparison::countries))
                .with(Trait.NATIONAL_ID, identifiers(one, other, false))
                .with(Trait.TAX_ID, identifiers(one, other, true))
                .with(Trait.OTHER, others(one.others(), other.others()));
    }

    private static Level dates(@Nullable DateDigits one, @Nullable DateDigits other) {
        if (one == null || other == null) {
            return MISSING;
        }
        var left = one.digits();
        var right = other.digits();
        if (left.equals(right)) {
            return EXACT;
        }
        if (one.isSwapOf(other)) {
            return SWAPPED;
        }
        int edits = Distance.edits(left, right, 2);
        if (edits <= 1) {
            return CLOSE;
        }
        int days = Math.abs(days(left) - days(right));
        if (left.regionMatches(4, right, 4, 4) || days <= A_MONTH) {
            return PART;
        }
        return edits == 2 || days <= A_YEAR ? ALIKE : DIFFERENT;
    }

    /** Roughly, and for what is no calendar day too. */
    private static int days(String digits) {
        return Integer.parseInt(digits, 0, 4, 10) * A_YEAR + Integer.parseInt(digits, 4, 6, 10) * A_MONTH
                + Integer.parseInt(digits, 6, 8, 10);
    }

    private static Level mailboxes(EmailAddress one, EmailAddress other) {
        if (one.key().equals(other.key())) {
            return EXACT;
        }
        if (lettersOf(one.key()).equals(lettersOf(other.key()))) {
            return ALIKE; // ada1@ and ada2@ are two as often as one
        }
        int slips = Math.min(one.local().length(), other.local().length()) / LETTERS_A_SLIP;
        if (Distance.edits(one.key(), other.key(), Math.min(slips, 2)) <= Math.min(slips, 2)) {
            return CLOSE;
        }
        if (one.local().equals(other.local()) && !one.role() && !other.role()) {
            return PART;
        }
        return Distance.jaroWinkler(one.key(), other.key()) >= ALIKE_FROM ? ALIKE : DIFFERENT;
    }

    private static String lettersOf(String key) {
        var letters = new StringBuilder(key.length());
        for (int i = 0; i < key.length(); i++) {
            if (key.charAt(i) < '0' || key.charAt(i) > '9') {
                letters.append(key.charAt(i));
            }
        }
        return letters.toString();
    }

    /** Of an organisation the domain says more than who of them writes. */
    private static Level officeMailboxes(EmailAddress one, EmailAddress other) {
        if (one.key().equals(other.key())) {
            return EXACT;
        }
        return one.domain().equals(other.domain()) ? PART : DIFFERENT;
    }

    private static Level phones(PhoneNumber one, PhoneNumber other) {
        var left = one.key();
        var right = other.key();
        if (left.equals(right)) {
            return EXACT;
        }
        int tail = Math.min(Math.min(left.length(), right.length()), Math.max(PHONE_TAIL, 0));
        boolean sameTail = tail == PHONE_TAIL
                && left.regionMatches(left.length() - tail, right, right.length() - tail, tail);
        return sameTail || Distance.edits(left, right, 1) <= 1 ? CLOSE : DIFFERENT;
    }

    private static Level streets(StreetAddress one, StreetAddress other) {
        boolean sameNumber = one.number() != null && one.number().equals(other.number());
        boolean noNumber = one.number() == null || other.number() == null;
        if (one.words().equals(other.words())) {
            return sameNumber || one.number() == null && other.number() == null ? EXACT : noNumber ? PART : ALIKE;
        }
        var left = String.join("", one.words());
        var right = String.join("", other.words());
        int slips = 1 + Math.min(left.length(), right.length()) / 6;
        boolean close = Distance.edits(left, right, slips) <= slips;
        if (close || covers(one.words(), other.words())) {
            return sameNumber ? CLOSE : noNumber ? PART : ALIKE;
        }
        return sameNumber && shared(one.words(), other.words()) ? ALIKE : DIFFERENT;
    }

    private static Level words(String one, String other) {
        if (one.equals(other)) {
            return EXACT;
        }
        int slips = 1 + Math.min(one.length(), other.length()) / 6;
        if (Distance.edits(one, other, slips) <= slips) {
            return CLOSE;
        }
        return Distance.jaroWinkler(one, other) >= ALIKE_FROM ? ALIKE : DIFFERENT;
    }

    private static Level postcodes(String one, String other) {
        if (one.equals(other)) {
            return EXACT;
        }
        if (Distance.edits(one, other, 1) <= 1) {
            return CLOSE;
        }
        return one.regionMatches(0, other, 0, 3) ? PART : DIFFERENT;
    }

    private static Level codes(String one, String other) {
        if (one.equals(other)) {
            return EXACT;
        }
        return Distance.edits(one, other, 1) <= 1 ? CLOSE : DIFFERENT;
    }

    private static Level countries(String one, String other) {
        return one.equals(other) ? EXACT : DIFFERENT;
    }

    private Level identifiers(Profile one, Profile other, boolean hard) {
        var best = MISSING;
        for (var scheme : one.identifiers().keySet()) {
            var theirs = other.identifiers().get(scheme);
            if (theirs != null && hard == hardSchemes.contains(scheme)) {
                best = better(best, best(List.copyOf(one.identifiers().get(scheme)), List.copyOf(theirs),
                        Comparison::numbers));
            }
        }
        return best;
    }

    private static Level numbers(String one, String other) {
        if (one.equals(other)) {
            return EXACT;
        }
        return Distance.edits(one, other, 2) <= (one.length() > 6 ? 2 : 1) ? CLOSE : DIFFERENT;
    }

    private static Level others(Map<String, String> one, Map<String, String> other) {
        int shared = 0;
        int equal = 0;
        for (var said : one.entrySet()) {
            var theirs = other.get(said.getKey());
            if (theirs != null) {
                shared++;
                equal += words(said.getValue(), theirs).agrees() ? 1 : 0;
            }
        }
        if (shared == 0) {
            return MISSING;
        }
        return equal == shared ? EXACT : equal * 2 >= shared ? ALIKE : DIFFERENT;
    }

    private static boolean covers(List<String> one, List<String> other) {
        return one.size() > 1 && other.containsAll(one) || other.size() > 1 && one.containsAll(other);
    }

    private static boolean shared(List<String> one, List<String> other) {
        for (var word : one) {
            if (word.length() > 2 && other.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static <T> Level best(Profile one, Profile other, Function<Place, @Nullable T> part,
            BiFunction<T, T, Level> comparison) {
        var best = MISSING;
        for (var left : one.places()) {
            var mine = part.apply(left);
            for (var right : other.places()) {
                var theirs = part.apply(right);
                if (mine != null && theirs != null) {
                    best = better(best, comparison.apply(mine, theirs));
                }
            }
        }
        return best;
    }

    private static <T> Level best(List<T> one, List<T> other, BiFunction<T, T, Level> comparison) {
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
