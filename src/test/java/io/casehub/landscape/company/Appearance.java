package io.casehub.landscape.company;

import java.time.Instant;
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * How one system spells one customer, and under which key. A customer may appear twice in one
 * system.
 */
public record Appearance(int customer, String system, String key, boolean person, @Nullable String given,
        @Nullable String surname, @Nullable String company, @Nullable String email, @Nullable String email2,
        @Nullable String phone, @Nullable String mobile, Address address, @Nullable String vatId,
        @Nullable LocalDate birth, String language, Instant changed) {

    public Appearance withKey(String other) {
        return new Appearance(customer, system, other, person, given, surname, company, email, email2, phone, mobile,
                address, vatId, birth, language, changed);
    }

    /** Given name and surname, or the company. */
    public String name() {
        if (company != null)
            return company;
        return given == null ? String.valueOf(surname) : given + " " + surname;
    }
}
