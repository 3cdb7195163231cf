package io.casehub.identity.matching;

import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.DateDigits;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.EmailRules;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.identity.normal.PersonName;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.mapping.Spot;
import io.casehub.model.CustomerKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record for a test, said field by field. */
final class Somebody {

    private final CustomerKind kind;
    private final String name;
    private final List<EmailAddress> emails = new ArrayList<>();
    private final List<PhoneNumber> phones = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Set<String>> identifiers = new HashMap<>();
    private @Nullable String born;

    private Somebody(CustomerKind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    static Somebody called(String name) {
        return new Somebody(CustomerKind.PERSON, name);
    }

    static Somebody company(String name) {
        return new Somebody(CustomerKind.ORGANISATION, name);
    }

    /** The rules as they are shipped. */
    static MatchingRules rules() {
        return MatchingFile.read(Spot.read(Path.of("mappings/matching.yaml")));
    }

    Somebody born(String date) {
        born = date;
        return this;
    }

    Somebody email(String address) {
        emails.add(Objects.requireNonNull(EmailAddress.of(address, EmailRules.usual())));
        return this;
    }

    Somebody phone(String number) {
        phones.add(Objects.requireNonNull(PhoneNumber.of(number, "DE")));
        return this;
    }

    Somebody at(String street, String city, String postcode) {
        places.add(new Place(StreetAddress.of(street), city, postcode, null, null));
        return this;
    }

    Somebody id(String scheme, String value) {
        identifiers.put(scheme, Set.of(value));
        return this;
    }

    Profile profile() {
        boolean isPerson = kind == CustomerKind.PERSON;
        return new Profile(kind, PersonName.of(null, null, isPerson ? name : null),
                isPerson ? null : OrganisationName.of(name), emails, phones, places, DateDigits.of(born), identifiers,
                Map.of());
    }
}
