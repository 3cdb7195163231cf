package io.casehub.identity;

import io.casehub.model.Address;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerId;
import io.casehub.model.CustomerKind;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Email;
import io.casehub.model.Entity;
import io.casehub.model.Identifier;
import io.casehub.model.Phone;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Customer records as a test writes them: {@code full("crm:1", "Ada Byron", "ada@x.example")}. */
final class People {

    private People() {}

    /** A record with an address, so never thin. Contacts with an {@code @} are mails. */
    static Features full(String ref, String name, String... contacts) {
        return features(ref, CustomerKind.PERSON, name, false, null, Set.of(), contacts);
    }

    static Features thin(String ref, String name, String contact) {
        return features(ref, CustomerKind.PERSON, name, true, null, Set.of(), contact);
    }

    static Features features(String ref, CustomerKind kind, String name, boolean thin, @Nullable String born,
            Set<Identifier> identifiers, String... contacts) {
        return Features.of(new CustomerRecord(ref(ref), new Revision(Instant.EPOCH, 0), kind, name, null, null,
                Arrays.stream(contacts).map(People::contact).collect(Collectors.toSet()),
                thin ? List.of() : List.of(new Address("Elm Street 1", null, null, null)), identifiers,
                born == null ? null : LocalDate.parse(born), null));
    }

    static SourceRef ref(String ref) {
        return new SourceRef(ref.substring(0, ref.indexOf(':')), Entity.CUSTOMER, ref.substring(ref.indexOf(':') + 1));
    }

    /** The n-th customer there ever was. */
    static CustomerId customer(int n) {
        return new CustomerId(new UUID(0, n));
    }

    static Member member(Features features, int customer) {
        return new Member(features, customer(customer), customer(customer), true);
    }

    /** Which of these stand together. */
    static Set<Set<String>> groups(Grouping grouping, List<Member> members) {
        return new HashSet<>(members.stream()
                .collect(Collectors.groupingBy(member -> grouping.settled(member.source()).customer(),
                        Collectors.mapping(member -> member.source().system() + ":" + member.source().key(),
                                Collectors.toSet())))
                .values());
    }

    private static ContactPoint contact(String text) {
        return text.contains("@") ? new Email(text) : new Phone(text);
    }
}
