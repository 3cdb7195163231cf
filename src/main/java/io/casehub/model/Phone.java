package io.casehub.model;

/**
 * A telephone number as ITU-T E.164 writes it: {@code +}, country code, number, at most 15 digits.
 */
public record Phone(String value) implements ContactPoint {

    public Phone {
        if (!value.matches("\\+[1-9][0-9]{3,14}")) {
            throw new IllegalArgumentException("not an E.164 telephone number");
        }
    }

    @Override
    public String type() {
        return "phone";
    }
}
