package io.casehub.identity.normal;

import java.util.Locale;

/** Numbers that authorities give, and whether one can be right. */
public final class Identifiers {

    private Identifiers() {}

    /** False too where the scheme is unknown. */
    public static boolean isValid(String scheme, String value) {
        return IdentifierSchemes.isValid(scheme(scheme), value(value));
    }

    /** Whether a mistyped value of the scheme shows by itself; for VAT ids the country decides. */
    public static boolean hasCheckDigits(String scheme, String value) {
        return IdentifierSchemes.hasCheckDigits(scheme(scheme), value(value));
    }

    private static String scheme(String scheme) {
        return scheme.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "").replace(" ", "");
    }

    private static String value(String value) {
        var bare = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isLetterOrDigit(c) || c == '+') {
                bare.append(Character.toUpperCase(c));
            }
        }
        return bare.toString();
    }
}
