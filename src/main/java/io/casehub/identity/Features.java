package io.casehub.identity;

import io.casehub.model.CodeWord;
import io.casehub.model.ContactPoint;
import io.casehub.model.CustomerKind;
import io.casehub.model.CustomerRecord;
import io.casehub.model.Identifier;
import io.casehub.model.SourceRef;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What matching looks at in a customer record.
 *
 * @param name in its normal form; empty where the record knows only a contact
 * @param contacts the contact points, as {@code email:…} and {@code phone:…}
 * @param identifiers as {@code scheme:value}
 */
record Features(SourceRef source, boolean thin, CustomerKind kind, String name, @Nullable LocalDate birthDate,
        Set<String> contacts, Set<String> identifiers) {

    static Features of(CustomerRecord record) {
        var contacts = record.contacts().stream().map(Features::key).collect(Collectors.toUnmodifiableSet());
        var isNameless = record.contacts().stream().anyMatch(contact -> contact.value().equals(record.name()));
        return new Features(record.source(), record.isThin(), record.kind(),
                isNameless ? "" : Names.normal(record.name(), record.kind()), record.birthDate(), contacts,
                record.identifiers().stream().map(Features::key).collect(Collectors.toUnmodifiableSet()));
    }

    static String key(ContactPoint contact) {
        return contact.type() + ":" + contact.value();
    }

    private static String key(Identifier identifier) {
        return identifier.scheme() + ":" + identifier.value();
    }

    /** What two records must share before they are compared. */
    Stream<String> matchKeys() {
        return Stream.concat(contacts.stream(), identifiers.stream().map(identifier -> "id:" + identifier));
    }

    boolean agreesInNameWith(Features other) {
        if (kind != other.kind) {
            return false;
        }
        return kind == CustomerKind.PERSON
                ? Names.agreeForPerson(name, other.name)
                : Names.agreeForOrganisation(name, other.name);
    }

    static CustomerKind kind(@Nullable String word) {
        return word == null ? CustomerKind.PERSON : CodeWord.of(CustomerKind.class, word);
    }
}
