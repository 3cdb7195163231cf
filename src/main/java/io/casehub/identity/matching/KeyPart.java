package io.casehub.identity.matching;

import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.PersonName;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A part of a blocking key: what of a record it takes. */
public enum KeyPart {
    /** Given and family name, either of them: so swapped ones meet. */
    NAME("name", KeyPart::names),
    /** What these sound like. */
    NAME_SOUND("name.sound", KeyPart::sounds),
    /** Their first letters. */
    NAME_INITIAL("name.initial", KeyPart::firstLetters),
    /** Both together, however they are split and in whatever order. */
    FULL_NAME("fullName", KeyPart::fullName),
    SURNAME("surname", KeyPart::surname),
    SURNAME_SOUND("surname.sound", KeyPart::surnameSounds),
    GIVEN_NAME("givenName", KeyPart::givenName),
    ORGANISATION("organisation", KeyPart::organisation),
    /** Each of the longer words. */
    ORGANISATION_WORD("organisation.word", KeyPart::longerWords),
    ORGANISATION_INITIALS("organisation.initials", KeyPart::initials),
    BIRTH_DATE("birthDate", KeyPart::born),
    BIRTH_YEAR("birthDate.year", KeyPart::birthYear),
    BIRTH_MONTH("birthDate.yearMonth", KeyPart::birthMonth),
    BIRTH_DAY("birthDate.monthDay", KeyPart::birthDay),
    EMAIL("email", KeyPart::mailboxes),
    EMAIL_LOCAL("email.local", KeyPart::ownLocals),
    EMAIL_DOMAIN("email.domain", KeyPart::domains),
    PHONE("phone", KeyPart::phones),
    /** Its last seven digits: the same however area and country are written. */
    PHONE_TAIL("phone.tail", KeyPart::phoneTails),
    STREET("street", KeyPart::streets),
    STREET_NUMBER("street.number", KeyPart::houseNumbers),
    STREET_WORD("street.word", KeyPart::streetWords),
    CITY("city", KeyPart::cities),
    CITY_SOUND("city.sound", KeyPart::citySounds),
    POSTCODE("postcode", KeyPart::postcodes),
    IDENTIFIER("identifier", KeyPart::identifiers),
    OTHER("other", KeyPart::others);

    static final KeyPart[] ALL = values();

    private final String word;
    private final Function<Profile, ? extends Iterable<String>> values;

    KeyPart(String word, Function<Profile, ? extends Iterable<String>> values) {
        this.word = word;
        this.values = values;
    }

    /** What it is called in {@code matching.yaml}. */
    public String word() {
        return word;
    }

    Iterable<String> values(Profile profile) {
        return values.apply(profile);
    }

    private static Set<String> names(Profile profile) {
        return names(profile.name(), name -> name);
    }

    private static Set<String> sounds(Profile profile) {
        return names(profile.name(), Words::sound);
    }

    private static Set<String> firstLetters(Profile profile) {
        return names(profile.name(), name -> name.substring(0, 1));
    }

    private static Set<String> names(PersonName name, Function<String, String> form) {
        var forms = new LinkedHashSet<String>();
        for (var part : List.of(name.given(), name.surname())) {
            if (!part.isEmpty()) {
                forms.add(form.apply(String.join("", part)));
            }
            if (part.size() > 1) {
                part.stream().filter(word -> word.length() > 1).map(form).forEach(forms::add);
            }
        }
        return forms;
    }

    private static List<String> fullName(Profile profile) {
        var name = profile.name();
        if (name.given().isEmpty() || name.surname().isEmpty()) {
            return List.of();
        }
        return List.of(Stream.concat(name.given().stream(), name.surname().stream()).sorted()
                .collect(Collectors.joining()));
    }

    private static List<String> surname(Profile profile) {
        return joined(profile.name().surname());
    }

    private static List<String> surnameSounds(Profile profile) {
        return each(profile.name().surname(), Words::sound);
    }

    private static List<String> givenName(Profile profile) {
        return joined(profile.name().given());
    }

    private static List<String> organisation(Profile profile) {
        return profile.organisation() == null ? List.of() : joined(profile.organisation().words());
    }

    private static List<String> longerWords(Profile profile) {
        return profile.organisation() == null
                ? List.of()
                : profile.organisation().words().stream().filter(word -> word.length() > 3).distinct().toList();
    }

    private static List<String> joined(List<String> words) {
        return words.isEmpty() ? List.of() : List.of(String.join("", words));
    }

    private static List<String> initials(Profile profile) {
        var organisation = profile.organisation();
        if (organisation == null) {
            return List.of();
        }
        return organisation.words().size() == 1 ? organisation.words() : List.of(organisation.initials());
    }

    private static List<String> born(Profile profile) {
        return profile.birthDate() == null ? List.of() : List.of(profile.birthDate().digits());
    }

    private static List<String> birthYear(Profile profile) {
        return birth(profile, 0, 4);
    }

    private static List<String> birthMonth(Profile profile) {
        return birth(profile, 0, 6);
    }

    private static List<String> birthDay(Profile profile) {
        return birth(profile, 4, 8);
    }

    private static List<String> birth(Profile profile, int from, int to) {
        var born = profile.birthDate();
        return born == null || !born.isWhole() ? List.of() : List.of(born.digits().substring(from, to));
    }

    private static List<String> mailboxes(Profile profile) {
        return each(profile.emails(), EmailAddress::key);
    }

    /** What stands before the @, unless it names an office. */
    private static List<String> ownLocals(Profile profile) {
        return profile.emails().stream().filter(email -> !email.role()).map(EmailAddress::local).toList();
    }

    private static List<String> domains(Profile profile) {
        return each(profile.emails(), EmailAddress::domain);
    }

    private static List<String> phones(Profile profile) {
        return each(profile.phones(), PhoneNumber::key);
    }

    private static List<String> phoneTails(Profile profile) {
        return each(profile.phones(), phone -> tail(phone.key(), 7));
    }

    private static <T> List<String> each(List<T> values, Function<T, String> form) {
        var forms = new ArrayList<String>(values.size());
        values.forEach(value -> forms.add(form.apply(value)));
        return forms;
    }

    private static Set<String> streets(Profile profile) {
        return places(profile, KeyPart::street);
    }

    private static Set<String> houseNumbers(Profile profile) {
        return places(profile, place -> place.street() == null ? null : place.street().number());
    }

    private static Set<String> streetWords(Profile profile) {
        return places(profile, KeyPart::streetWord);
    }

    private static Set<String> cities(Profile profile) {
        return places(profile, Place::city);
    }

    private static Set<String> citySounds(Profile profile) {
        return places(profile, place -> place.city() == null ? null : Words.sound(place.city()));
    }

    private static Set<String> postcodes(Profile profile) {
        return places(profile, Place::postcode);
    }

    private static List<String> identifiers(Profile profile) {
        var identifiers = new ArrayList<String>(profile.identifiers().size());
        profile.identifiers()
                .forEach((scheme, values) -> values.forEach(value -> identifiers.add(scheme + ':' + value)));
        return identifiers;
    }

    private static List<String> others(Profile profile) {
        return profile.others().entrySet().stream().map(said -> said.getKey() + ':' + said.getValue()).toList();
    }

    private static Set<String> places(Profile profile, Function<Place, @Nullable String> part) {
        var parts = new LinkedHashSet<String>();
        for (var place : profile.places()) {
            var value = part.apply(place);
            if (value != null) {
                parts.add(value);
            }
        }
        return parts;
    }

    private static @Nullable String street(Place place) {
        return place.street() == null ? null : String.join("", place.street().words());
    }

    /** The longest word: types of streets are short in normal form. */
    private static @Nullable String streetWord(Place place) {
        return place.street() == null
                ? null
                : place.street().words().stream().max((a, b) -> Integer.compare(a.length(), b.length())).orElse(null);
    }

    private static String tail(String digits, int length) {
        return digits.substring(Math.max(0, digits.length() - length));
    }

    static KeyPart of(String word) {
        return Arrays.stream(values()).filter(part -> part.word.equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no part of a record called " + word));
    }
}
