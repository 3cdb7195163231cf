package io.casehub.model;

import java.util.Locale;

/** A mail address, in lower case. */
public record Email(String value) implements ContactPoint {

    private static final int LONGEST = 254;

    public Email {
        value = value.strip().toLowerCase(Locale.ROOT);
        int at = value.lastIndexOf('@');
        if (at < 1 || at == value.length() - 1 || value.length() > LONGEST || value.chars().anyMatch(c -> c <= ' ')) {
            throw new IllegalArgumentException("not a mail address");
        }
    }

    @Override
    public String type() {
        return "email";
    }
}
