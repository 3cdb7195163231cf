package io.casehub.identity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Profile.Place;
import io.casehub.identity.normal.CompanyDomain;
import io.casehub.identity.normal.DateDigits;
import io.casehub.identity.normal.EmailAddress;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.identity.normal.PersonName;
import io.casehub.identity.normal.PhoneNumber;
import io.casehub.identity.normal.Postcode;
import io.casehub.identity.normal.StreetAddress;
import io.casehub.identity.normal.Words;
import io.casehub.model.Address;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerKind;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Email;
import io.casehub.model.Identifier;
import io.casehub.model.Phone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The normal form of customer records, and how it is stored. */
final class Profiles {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();
    private static final ObjectWriter WRITER = JSON.writerFor(Profile.class);
    private static final ObjectReader READER = JSON.readerFor(Profile.class);
    private static final String DOMAIN = "domain:";
    private static final PersonName NO_NAME = new PersonName(List.of(), List.of(), null);

    private Profiles() {}

    static Profile of(CustomerRecord record, MatchingRules rules) {
        boolean isNameless = record.contacts().stream().anyMatch(contact -> contact.value().equals(record.name()));
        boolean isPerson = record.kind() == CustomerKind.PERSON;
        return new Profile(record.kind(),
                isNameless || !isPerson ? NO_NAME : PersonName.of(record.givenName(), record.surname(), record.name()),
                isNameless || isPerson ? null : OrganisationName.of(record.name()),
                of(record.contacts(), Email.class, email -> EmailAddress.of(email.value(), rules.emails())),
                of(record.contacts(), Phone.class, phone -> new PhoneNumber(phone.value(), true)),
                record.addresses().stream().map(Profiles::place).toList(),
                record.birthDate() == null ? null : DateDigits.of(record.birthDate().toString()),
                record.identifiers().stream().collect(Collectors.groupingBy(Identifier::scheme,
                        Collectors.mapping(Identifier::value, Collectors.toSet()))),
                Map.of());
    }

    static String write(Profile profile) {
        try {
            return WRITER.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Profile read(String profile) {
        try {
            return READER.readValue(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the stored profile of a customer record cannot be read", e);
        }
    }

    /**
     * By what a record is found: its contacts, and of a company the domain that is called after it. A
     * thin record names the domain of its address, unless anybody can have a mailbox there.
     */
    static Set<String> keys(CustomerRecord record, Profile profile) {
        var company = profile.organisation();
        var domains = profile.emails().stream().map(EmailAddress::domain)
                .filter(domain -> record.isThin()
                        ? !CompanyDomain.isPublic(domain)
                        : company != null && CompanyDomain.isCalledAfter(domain, company));
        return Stream.concat(record.contacts().stream().map(Profiles::key), domains.map(domain -> DOMAIN + domain))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> withoutDomains(Set<String> keys) {
        return keys.stream().filter(key -> !isDomain(key)).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isDomain(String key) {
        return key.startsWith(DOMAIN);
    }

    static String key(ContactPoint contact) {
        return contact.type() + ":" + contact.value();
    }

    /** A name as customers are searched by it. */
    static String searched(String name) {
        return String.join(" ", Words.of(name));
    }

    private static <C extends ContactPoint, T> List<T> of(Set<ContactPoint> contacts, Class<C> type,
            Function<C, @Nullable T> normal) {
        return contacts.stream().filter(type::isInstance).map(type::cast)
                .sorted((one, other) -> one.value().compareTo(other.value())).map(normal).filter(Objects::nonNull)
                .map(value -> (T) value).toList();
    }

    private static Place place(Address address) {
        var postcode = Postcode.of(address.postcode());
        return new Place(StreetAddress.of(address.street()), joined(address.city()),
                postcode == null ? null : postcode.key(), null, joined(address.country()));
    }

    private static @Nullable String joined(@Nullable String text) {
        var words = text == null ? List.<String>of() : Words.of(text);
        return words.isEmpty() ? null : String.join("", words);
    }
}
