package io.casehub.landscape.crm;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.casehub.landscape.company.Appearance;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A contact as the crm shows it. */
record Contact(int id, String type, @Nullable String firstName, @Nullable String lastName, @Nullable String company,
        @Nullable String email, @JsonProperty("email_2") @Nullable String email2, @Nullable String phone,
        @Nullable String mobile,
        @Nullable String street, @Nullable String zip, @Nullable String city, @Nullable String country,
        @Nullable String vatId,
        @Nullable LocalDate birthDate, @Nullable String language, @Nullable Survey survey,
        @Nullable Newsletter newsletter, Instant updatedAt, int version) {

    private static final int OF_FOUR_ONE = 4;

    /** How content somebody said he is, from 1 to 5. */
    record Survey(int csat, Instant answeredAt) {}

    /** Whether somebody wants it, since when, and how he said so. */
    record Newsletter(boolean optedIn, Instant at, String how) {}

    static Contact of(Appearance a, Instant changed) {
        var home = a.address();
        return new Contact(Integer.parseInt(a.key()), a.person() ? "person" : "company", a.given(), a.surname(),
                a.company(),
                a.email(), a.email2(), a.phone(), a.mobile(), home.street(), home.zip(), home.city(), home.country(),
                a.vatId(),
                a.birth(), a.language(), survey(Integer.parseInt(a.key()), changed),
                newsletter(Integer.parseInt(a.key()), changed), changed, 1);
    }

    /** One of four has answered. */
    private static @Nullable Survey survey(int id, Instant at) {
        return id % OF_FOUR_ONE == 1 ? new Survey(1 + id / OF_FOUR_ONE % 5, at) : null;
    }

    private static @Nullable Newsletter newsletter(int id, Instant at) {
        return id % OF_FOUR_ONE == 1 ? new Newsletter(id / OF_FOUR_ONE % 3 > 0, at, "form on the website") : null;
    }

    Contact reached(@Nullable String newPhone, @Nullable String newMobile, Instant at) {
        return new Contact(id, type, firstName, lastName, company, email, email2, newPhone, newMobile, street, zip,
                city, country,
                vatId, birthDate, language, survey, newsletter, at, version + 1);
    }

    Contact moved(String newStreet, Instant at) {
        return new Contact(id, type, firstName, lastName, company, email, email2, phone, mobile, newStreet, zip, city,
                country,
                vatId, birthDate, language, survey, newsletter, at, version + 1);
    }
}
