package io.casehub.identity.matching;

import io.casehub.identity.normal.DateDigits;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.identity.normal.PersonName;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.model.CustomerKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What matching looks at in one record, in normal form.
 *
 * @param name empty for an organisation, and for a person of whom only a contact is known
 * @param identifiers the values of each scheme
 * @param others what else the record says, by what it is called
 */
public record Profile(CustomerKind kind, PersonName name, @Nullable OrganisationName organisation,
        List<EmailAddress> emails, List<PhoneNumber> phones, List<Place> places, @Nullable DateDigits birthDate,
        Map<String, Set<String>> identifiers, Map<String, String> others) {

    public Profile {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        places = List.copyOf(places);
        identifiers = Map.copyOf(identifiers);
        others = Map.copyOf(others);
    }

    /** Whether there is anything by which it could be told whose this is. */
    public boolean isNameless() {
        return name.isEmpty() && organisation == null;
    }

    /** A postal address in normal form. */
    public record Place(@Nullable StreetAddress street, @Nullable String city, @Nullable String postcode,
            @Nullable String region, @Nullable String country) {}
}
