package io.casehub.identity.normal;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A telephone number without its extension.
 *
 * @param key E.164 where the number can exist, else its digits
 */
public record PhoneNumber(String key, boolean valid) {

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int FEWEST_DIGITS = 4;

    /**
     * Null where there are less than four digits. The region is an ISO country code; without one only
     * international numbers are valid.
     */
    public static @Nullable PhoneNumber of(@Nullable String text, @Nullable String region) {
        if (text == null) {
            return null;
        }
        var digits = digits(text);
        var number = parsed(text.strip(), region == null ? null : region.toUpperCase(Locale.ROOT));
        if (number != null && PHONES.isValidNumber(number)) {
            return new PhoneNumber(PHONES.format(number, PhoneNumberUtil.PhoneNumberFormat.E164), true);
        }
        return digits.length() < FEWEST_DIGITS ? null : new PhoneNumber(digits, false);
    }

    private static Phonenumber.@Nullable PhoneNumber parsed(String text, @Nullable String region) {
        var international = region == null && text.startsWith("00") ? "+" + text.substring(2) : text;
        try {
            return PHONES.parse(international, region);
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static String digits(String text) {
        var digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int digit = Character.digit(text.charAt(i), 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            }
        }
        return digits.toString();
    }
}
