package io.casehub.identity.laboratory;

import java.util.Arrays;
import java.util.Optional;

/** What a column of a file can say of a customer. */
public enum Field {
    GIVEN_NAME("givenName"),
    SURNAME("surname"),
    FULL_NAME("fullName"),
    ORGANISATION("organisation"),
    EMAIL(
            "email"),
    PHONE("phone"),
    STREET("street"),
    CITY("city"),
    POSTCODE("postcode"),
    REGION("region"),
    COUNTRY(
            "country"),
    BIRTH_DATE("birthDate"),
    NATIONAL_ID("nationalId"),
    TAX_ID("taxId"),
    OTHER("other");

    private final String word;

    Field(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    static Optional<Field> find(String word) {
        return Arrays.stream(values()).filter(field -> field.word.equals(word)).findFirst();
    }
}
