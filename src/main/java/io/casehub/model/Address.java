package io.casehub.model;

import org.jspecify.annotations.Nullable;

/** A postal address. The country is an ISO 3166-1 alpha-2 code. */
public record Address(@Nullable String street, @Nullable String postcode, @Nullable String city,
        @Nullable String country) {

    public Address {
        if (street == null && postcode == null && city == null && country == null) {
            throw new IllegalArgumentException("an address needs at least one of its parts");
        }
        if (country != null && !country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("a country is written as two capital letters (ISO 3166-1)");
        }
    }
}
