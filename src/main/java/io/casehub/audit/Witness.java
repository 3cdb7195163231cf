package io.casehub.audit;

import java.util.regex.Pattern;

/**
 * A seal as somebody noted it outside of the database, {@code 17:9f86d0…}: the trail up to it
 * cannot be taken away unseen while the note is kept.
 *
 * @param hash 64 hexadecimal digits
 */
public record Witness(long seal, String hash) {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** @throws IllegalArgumentException with a sentence for people */
    public static Witness of(String text) {
        var parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no seal: one is written as its number, a colon and 64 hexadecimal digits.");
        }
        return new Witness(Long.parseLong(parts.group(1)), parts.group(2));
    }

    @Override
    public String toString() {
        return seal + ":" + hash;
    }
}
