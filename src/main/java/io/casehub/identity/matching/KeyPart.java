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
    NAME("name", profile -> names(profile.name(), joined -> joined)),
    /** What these sound like. */
    NAME_SOUND("name.sound", profile -> names(profile.name(), Words::sound)),
    /** Their first letters. */
    NAME_INITIAL("name.initial", profile -> names(profile.name(), name -> name.substring(0, 1))),
    /** Both together, however they are split and in whatever order. */
    FULL_NAME("fullName", profile -> fullName(profile.name())),
    SURNAME("surname",
            profile -> joined(profile.name().surname())),
    SURNAME_SOUND("surname.sound",
            profile -> profile.name().surname().stream().map(Words::sound).toList()),
    GIVEN_NAME("givenName",
            profile -> joined(profile.name().given())),
    ORGANISATION("organisation",
            profile -> profile.organisation() == null
                    ? List.of()
                    : joined(profile.organisation().words())),
    /** Each of the longer words. */
    ORGANISATION_WORD("organisation.word", profile -> profile.organisation() == null
            ? List.of()
            : profile.organisation().words().stream().filter(word -> word.length() > 3).distinct()
                    .toList()),
    ORGANISATION_INITIALS(
            "organisation.initials",
            KeyPart::initials),
    BIRTH_DATE("birthDate", profile -> profile.birthDate() == null
            ? List.of()
            : List.of(profile.birthDate().digits())),
    BIRTH_YEAR("birthDate.year",
            profile -> birth(profile, 0, 4)),
    BIRTH_MONTH("birthDate.yearMonth",
            profile -> birth(profile, 0, 6)),
    BIRTH_DAY("birthDate.monthDay",
            profile -> birth(profile, 4, 8)),
    EMAIL("email",
            profile -> each(profile.emails(),
                    EmailAddress::key)),
    EMAIL_LOCAL(
            "email.local",
            profile -> profile.emails().stream()
                    .filter(email -> !email
                            .role())
                    .map(EmailAddress::local)
                    .toList()),
    EMAIL_DOMAIN(
            "email.domain",
            profile -> each(
                    profile.emails(),
                    EmailAddress::domain)),
    PHONE(
            "phone",
            profile -> each(
                    profile.phones(),
                    PhoneNumber::key)),
    /** Its last seven digits: the same however area and country are written. */
    PHONE_TAIL("phone.tail", profile -> each(profile.phones(), phone -> tail(phone.key(), 7))),
    STREET("street",
            profile -> places(profile, KeyPart::street)),
    STREET_NUMBER("street.number", profile -> places(profile,
            place -> place.street() == null ? null : place.street().number())),
    STREET_WORD("street.word",
            profile -> places(profile, KeyPart::streetWord)),
    CITY("city",
            profile -> places(profile, Place::city)),
    CITY_SOUND("city.sound",
            profile -> places(profile,
                    place -> place.city() == null
                            ? null
                            : Words.sound(place.city()))),
    POSTCODE(
            "postcode",
            profile -> places(profile,
                    Place::postcode)),
    IDENTIFIER(
            "identifier",
            profile -> profile.identifiers()
                    .entrySet().stream()
                    .flatMap(scheme -> scheme
                            .getValue().stream()
                            .map(value -> scheme
                                    .getKey()
                                    + ':'
                                    + value))
                    .toList()),
    OTHER(
            "other",
            profile -> profile
                    .others()
                    .entrySet()
                    .stream()
                    .map(said -> said
                            .getKey()
                            + ':'
                            + said.getValue())
                    .toList());

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

    private static List<String> fullName(PersonName name) {
        if (name.given().isEmpty() || name.surname().isEmpty()) {
            return List.of();
        }
        return List.of(Stream.concat(name.given().stream(), name.surname().stream()).sorted()
                .collect(Collectors.joining()));
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

    private static List<String> birth(Profile profile, int from, int to) {
        return profile.birthDate() == null ? List.of() : List.of(profile.birthDate().digits().substring(from, to));
    }

    private static <T> List<String> each(List<T> values, Function<T, String> form) {
        var forms = new ArrayList<String>(values.size());
        values.forEach(value -> forms.add(form.apply(value)));
        return forms;
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
