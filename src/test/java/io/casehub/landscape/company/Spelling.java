package io.casehub.landscape.company;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** The ways in which one and the same word is written. */
final class Spelling {

    private static final Map<String, String> LETTERS = Map.ofEntries(Map.entry("ä", "ae"), Map.entry("ö", "oe"),
            Map.entry("ü", "ue"), Map.entry("Ä", "Ae"), Map.entry("Ö", "Oe"), Map.entry("Ü", "Ue"),
            Map.entry("ß", "ss"),
            Map.entry("ł", "l"), Map.entry("Ł", "L"), Map.entry("ı", "i"));

    private Spelling() {}

    /** Müller becomes Mueller. */
    static String transliterated(String word) {
        var result = word;
        for (var letter : LETTERS.entrySet())
            result = result.replace(letter.getKey(), letter.getValue());
        return bare(result);
    }

    /** Müller becomes Muller. */
    static String bare(String word) {
        var plain = word.replace("ß", "ss").replace("ł", "l").replace("Ł", "L").replace("ı", "i");
        return Normalizer.normalize(plain, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    /** Letters, digits and dots only, for the part before the at sign. */
    static String mailPart(String words) {
        return transliterated(words).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "");
    }

    /** Two neighbouring letters change places, or one is doubled. */
    static String mistyped(String word, Chance chance) {
        if (word.length() < 4)
            return word;
        var i = chance.between(1, word.length() - 3);
        return chance.in(0.5)
                ? word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2)
                : word.substring(0, i) + word.charAt(i) + word.substring(i);
    }

    static String street(String street, Chance chance) {
        if (!chance.in(0.35))
            return street;
        return street.replaceFirst("(?i)stra(ß|ss)e\\b", street.contains(" S") ? "Str." : "str.")
                .replaceFirst("^avenue ", "av. ")
                .replaceFirst("^boulevard ", "bd ").replaceFirst("^ul\\. ", "").replace(" Street", " St")
                .replace(" Road", " Rd");
    }

    static String initial(String given) {
        return given.charAt(0) + ".";
    }
}
