package io.casehub.identity.normal;

import org.jspecify.annotations.Nullable;

/**
 * A date as eight digits, year first; kept too where no calendar has it, since a mistyped day still
 * says a lot.
 *
 * @param isDay whether the digits are a day of the calendar
 */
public record DateDigits(String digits, boolean isDay) {

    private static final int LENGTH = 8;

    public DateDigits {
        if (digits.length() != LENGTH) {
            throw new IllegalArgumentException("a date has eight digits");
        }
    }

    /**
     * Understands year, month and day in any usual order, month names of the larger languages, and
     * two-digit years (never in the future); day before month where both are possible. Null where that
     * leaves no eight digits.
     */
    public static @Nullable DateDigits of(@Nullable String text) {
        return text == null ? null : DateReader.read(text.strip());
    }

    /** Whether day and month are exchanged. */
    public boolean isSwapOf(DateDigits other) {
        return !digits.equals(other.digits) && digits.regionMatches(0, other.digits, 0, 4)
                && digits.regionMatches(4, other.digits, 6, 2) && digits.regionMatches(6, other.digits, 4, 2);
    }
}
