package io.casehub.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one source system says about one customer. It is never "the" customer: that is what the
 * identity room decides from all records taken together.
 */
public record CustomerRecord(SourceRef source, Revision revision, CustomerKind kind, String name,
        @Nullable String givenName, @Nullable String surname, Set<ContactPoint> contacts, List<Address> addresses,
        Set<Identifier> identifiers, @Nullable LocalDate birthDate, @Nullable String language)
        implements
        CanonicalRecord {

    public CustomerRecord {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a customer record needs a name");
        }
        contacts = Set.copyOf(contacts);
        addresses = List.copyOf(addresses);
        identifiers = Set.copyOf(identifiers);
    }

    /**
     * Knows one contact point and nothing else that tells people apart: the sender of a mail, a caller.
     * Too little to be somebody on its own while a fuller record holds the same contact.
     */
    public boolean isThin() {
        return contacts.size() == 1 && addresses.isEmpty() && identifiers.isEmpty() && birthDate == null;
    }
}
