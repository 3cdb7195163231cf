package io.casehub.landscape.company;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A customer as they really are; no system knows all of this.
 *
 * @param given the given name; of an organisation, that of the person one speaks with
 * @param firm absent for a person
 * @param emails the address they mostly write from first
 */
public record Customer(int no, String given, String surname, @Nullable Firm firm, Address address,
        Address formerAddress,
        List<String> emails, Phone phone, Phone mobile, @Nullable String vatId, LocalDate birth, String language) {

    public boolean person() {
        return firm == null;
    }

    public String name() {
        return firm == null ? given + " " + surname : firm.full();
    }
}
