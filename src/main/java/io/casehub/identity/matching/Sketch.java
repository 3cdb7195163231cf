package io.casehub.identity.matching;

import io.casehub.identity.matching.Glance.Slot;
import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.Nicknames;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A profile made ready to be compared with many: what each comparison would work out anew is worked
 * out once.
 */
public final class Sketch extends Glance {

    /** One for all, so that it is at hand when it is looked at. */
    private static final Term[] NO_TERMS = {};

    private static final Identifier[] NO_IDENTIFIERS = {};
    private static final int A_MONTH = 31;
    private static final int A_YEAR = 372;

    final Profile profile;
    final CustomerKind kind;
    final @Nullable String generation;
    final int houseNumber;
    final Name given;
    final Name surname;
    final @Nullable Term organisation;
    final long roots;
    final @Nullable Term birth;
    final boolean isBornOnADay;
    final int birthDay;

    /** A day as it is written, four bits a digit. */
    final int birthDigits;

    final Term[] emails;
    final Term[] phones;
    final Street[] streets;
    final Term[] cities;
    final Term[] postcodes;
    final Term[] regions;
    final Term[] countries;
    final Map<String, String> others;
    final Identifier[] soft;
    final Identifier[] hard;

    final Shares shares;

    /** What it is worth to share the given name, against strangers, in bits; and so on. */
    final double givenWorth;

    final double surnameWorth;
    final double organisationWorth;
    final double cityWorth;

    /** @param hardSchemes the schemes of identifiers that are compared as {@link Trait#TAX_ID} */
    Sketch(Profile profile, Set<String> hardSchemes, Model model) {
        this.profile = profile;
        this.kind = profile.kind();
        this.generation = profile.name().generation();
        this.given = new Name(profile.name().given());
        this.surname = new Name(profile.name().surname());
        this.organisation = profile.organisation() == null ? null : Term.joined(profile.organisation().words());
        this.roots = given.words.isEmpty() ? 0 : bits(Nicknames.roots(given.words.getFirst()));
        this.birth = profile.birthDate() == null ? null : Term.of(profile.birthDate().digits());
        this.isBornOnADay = profile.birthDate() != null && profile.birthDate().isWhole();
        this.birthDay = birth == null || !isBornOnADay ? 0 : day(birth.text());
        this.birthDigits = birth == null || !isBornOnADay ? 0 : Integer.parseUnsignedInt(birth.text(), 16);
        this.others = profile.others();
        this.emails = terms(profile.emails(), EmailAddress::key);
        this.phones = terms(profile.phones(), PhoneNumber::key);
        this.streets = streets(profile.places());
        this.cities = terms(profile.places(), Place::city);
        this.postcodes = terms(profile.places(), Place::postcode);
        this.regions = terms(profile.places(), Place::region);
        this.countries = terms(profile.places(), Place::country);
        this.soft = identifiers(profile, hardSchemes, false);
        this.hard = identifiers(profile, hardSchemes, true);
        this.houseNumber = houseNumber(streets);
        this.shares = model.shares(profile);
        this.givenWorth = model.bits(Trait.GIVEN_NAME, Level.EXACT, shares, shares);
        this.surnameWorth = model.bits(Trait.SURNAME, Level.EXACT, shares, shares);
        this.organisationWorth = model.bits(Trait.ORGANISATION, Level.EXACT, shares, shares);
        this.cityWorth = model.bits(Trait.CITY, Level.EXACT, shares, shares);
        noteWho();
        noteWhere();
        noteContacts();
    }

    /** Nothing where there is none, or more than one street. */
    private static int houseNumber(Street[] streets) {
        var number = streets.length == 1 ? streets[0].address().number() : null;
        return number == null ? 0 : number.hashCode();
    }

    private void noteWho() {
        note(Slot.GIVEN, given.term);
        if (given.words.stream().anyMatch(word -> word.length() == 1)) {
            blur(Slot.GIVEN); // an initial is like many
        }
        note(Slot.SURNAME, surname.term);
        note(Slot.ORGANISATION, organisation);
        note(Slot.BIRTH, birth);
        for (var identifier : soft) {
            note(Slot.NATIONAL_ID, identifier.value, identifier.scheme.hashCode());
        }
    }

    private void noteWhere() {
        for (var street : streets) {
            note(Slot.STREET, street.term());
        }
        note(Slot.CITY, cities);
        note(Slot.POSTCODE, postcodes);
        note(Slot.REGION, regions);
        note(Slot.COUNTRY, countries);
    }

    private void noteContacts() {
        for (int at = 0; at < emails.length; at++) {
            var email = profile.emails().get(at);
            note(Slot.EMAIL, emails[at],
                    (kind == CustomerKind.PERSON ? email.local() : email.domain()).hashCode());
        }
        for (var phone : phones) {
            var digits = phone.text();
            note(Slot.PHONE, phone, digits.substring(Math.max(0, digits.length() - Comparison.PHONE_TAIL)).hashCode());
        }
    }

    /** One bit a name: two that share no bit share no name. */
    private static long bits(Set<String> names) {
        long bits = 0;
        for (var name : names) {
            bits |= 1L << name.hashCode();
        }
        return bits;
    }

    /** Roughly, and for what is no calendar day too. */
    private static int day(String digits) {
        return Integer.parseInt(digits, 0, 4, 10) * A_YEAR + Integer.parseInt(digits, 4, 6, 10) * A_MONTH
                + Integer.parseInt(digits, 6, 8, 10);
    }

    private static Street[] streets(List<Place> places) {
        var streets = new ArrayList<Street>(places.size());
        for (var place : places) {
            if (place.street() != null) {
                streets.add(new Street(place.street(), Term.of(String.join("", place.street().words()))));
            }
        }
        return streets.toArray(Street[]::new);
    }

    private static <T> Term[] terms(List<T> values, Function<T, @Nullable String> part) {
        var terms = new ArrayList<Term>(values.size());
        for (var place : values) {
            var said = part.apply(place);
            if (said != null) {
                terms.add(Term.of(said));
            }
        }
        return terms.isEmpty() ? NO_TERMS : terms.toArray(Term[]::new);
    }

    private static Identifier[] identifiers(Profile profile, Set<String> hardSchemes, boolean hard) {
        var identifiers = new ArrayList<Identifier>(0);
        profile.identifiers().forEach((scheme, values) -> {
            if (hardSchemes.contains(scheme) == hard) {
                values.forEach(value -> identifiers.add(new Identifier(scheme, Term.of(value))));
            }
        });
        return identifiers.isEmpty() ? NO_IDENTIFIERS : identifiers.toArray(Identifier[]::new);
    }

    /** @param term {@code null} where there are no words */
    record Name(List<String> words, @Nullable Term term) {

        Name(List<String> words) {
            this(words, Term.joined(words));
        }
    }

    record Street(StreetAddress address, Term term) {}

    record Identifier(String scheme, Term value) {}
}
