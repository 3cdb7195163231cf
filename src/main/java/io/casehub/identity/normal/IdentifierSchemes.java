package io.casehub.identity.normal;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The schemes there are, by name, and by country for VAT ids. */
final class IdentifierSchemes {

    private static final Map<String, Predicate<String>> CHECKED = Map.of(
            "lei", value -> value.length() == 20 && CheckDigits.mod97(value) == 1,
            "iban", CheckDigits::isIban,
            "isin", CheckDigits::isIsin);

    private IdentifierSchemes() {}

    static boolean isValid(String scheme, String value) {
        var check = check(scheme);
        return check != null && check.test(value);
    }

    static boolean hasCheckDigits(String scheme, String value) {
        return check(scheme) != null;
    }

    private static @Nullable Predicate<String> check(String scheme) {
        return CHECKED.get(scheme);
    }
}
