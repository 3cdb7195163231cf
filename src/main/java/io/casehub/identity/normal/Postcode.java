package io.casehub.identity.normal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A postcode in capitals without blanks, without the country before it ({@code D-10115}) and
 * without the four digits behind an American one.
 */
public record Postcode(String key) {

    private static final int ZIP = 5;
    private static final int ZIP_PLUS_4 = 9;

    /** Null where there is neither letter nor digit. */
    public static @Nullable Postcode of(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var bare = withoutCountry(text.strip().toUpperCase(Locale.ROOT));
        var key = new StringBuilder(bare.length());
        for (int i = 0; i < bare.length(); i++) {
            if (Character.isLetterOrDigit(bare.charAt(i))) {
                key.append(bare.charAt(i));
            }
        }
        if (key.length() == ZIP_PLUS_4 && isDigits(key)) {
            key.setLength(ZIP);
        }
        return key.isEmpty() ? null : new Postcode(key.toString());
    }

    /** D-10115, LV-1010, and the .0 that spreadsheets leave. */
    private static String withoutCountry(String text) {
        int letters = 0;
        while (letters < text.length() && Character.isLetter(text.charAt(letters))) {
            letters++;
        }
        boolean isCountry = letters > 0 && letters <= 3 && letters + 1 < text.length() && text.charAt(letters) == '-'
                && Character.isDigit(text.charAt(letters + 1));
        var bare = isCountry ? text.substring(letters + 1) : text;
        return bare.endsWith(".0") ? bare.substring(0, bare.length() - 2) : bare;
    }

    private static boolean isDigits(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
