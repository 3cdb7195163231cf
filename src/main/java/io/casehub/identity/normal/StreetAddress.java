package io.casehub.identity.normal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Street and house number in normal form.
 *
 * @param number of the house, or of the post box: {@code 12}, {@code 12a}; of {@code 12-14} the
 * first
 * @param unit flat, suite or floor within the house
 * @param words of the street, abbreviations in one form: {@code Hauptstraße} is {@code haupt st}, a
 * post box {@code po box}
 */
public record StreetAddress(@Nullable String number, @Nullable String unit, List<String> words) {

    public StreetAddress {
        words = List.copyOf(words);
    }

    /** Null where there is neither letter nor digit. */
    public static @Nullable StreetAddress of(@Nullable String street) {
        return street == null ? null : StreetReader.read(street);
    }
}
