package io.casehub.model;

import java.util.Locale;

/**
 * A number that an authority gave to one person or organisation, such as a VAT id: {@code vat} /
 * {@code DE123456789}. Equal identifiers mean the same customer, different ones of one scheme
 * never.
 */
public record Identifier(String scheme, String value) {

    public Identifier {
        scheme = scheme.strip().toLowerCase(Locale.ROOT);
        value = value.replaceAll("[\\s./-]", "").toUpperCase(Locale.ROOT);
        if (scheme.isEmpty() || value.isEmpty()) {
            throw new IllegalArgumentException("an identifier needs a scheme and a value");
        }
    }
}
