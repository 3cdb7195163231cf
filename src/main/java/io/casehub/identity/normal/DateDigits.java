package io.casehub.identity.normal;

import org.jspecify.annotations.Nullable;

/**
 * A date as eight digits, year first; kept too where no calendar has it, or where a digit or two
 * are too many or missing, since a mistyped day still says a lot.
 *
 * @param isDay whether the digits are a day of the calendar
 */
public record DateDigits(String digits, boolean isDay) {

    private static final int LENGTH = 8;

    private static final int SLIPS = 2;

    public DateDigits {
        if (!isNearly(digits)) {
            throw new IllegalArgumentException("a date has eight digits, two more or less where it is mistyped");
        }
    }

    /** Whether so many digits can be a date, if perhaps a mistyped one. */
    static boolean isNearly(String digits) {
        return Math.abs(digits.length() - LENGTH) <= SLIPS;
    }

    /**
     * Understands year, month and day in any usual order, month names of the larger languages, and
     * two-digit years (never in the future); day before month where both are possible. Null where that
     * leaves nothing like eight digits.
     */
    public static @Nullable DateDigits of(@Nullable String text) {
        return text == null ? null : DateReader.read(text.strip());
    }

    /** Whether year, month and day can be told apart. */
    public boolean isWhole() {
        return digits.length() == LENGTH;
    }
}
