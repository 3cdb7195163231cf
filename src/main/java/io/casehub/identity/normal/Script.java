package io.casehub.identity.normal;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Other scripts in Latin letters, as people write their names in passports rather than as scholars
 * do. The tables are {@code /identity/scripts.txt}; what they do not know is left to ICU.
 */
final class Script {

    private static final int LATIN_END = 0x250;

    private Script() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** ASCII, lower-case where a letter had to be changed. */
    static String toAscii(String text) {
        var out = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else if (c < LATIN_END) {
                out.append(Latin.ASCII[c]);
            } else if (!isSilent(c)) {
                return foreign(text);
            }
        }
        return out.toString();
    }

    private static String foreign(String text) {
        var lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var out = new StringBuilder(lower.length() * 2);
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !isPartOfWord(lower.charAt(i))) {
                if (i > start) {
                    out.append(word(lower.substring(start, i)));
                }
                if (i < lower.length()) {
                    out.append(isSilent(lower.charAt(i)) ? "" : lower.charAt(i) < 0x80 ? lower.charAt(i) : ' ');
                }
                start = i + 1;
            }
        }
        return out.toString();
    }

    private static String word(String word) {
        if (isAscii(word)) {
            return word;
        }
        var known = Tables.WORDS.get(word);
        if (known != null) {
            return known;
        }
        var out = new StringBuilder(word.length() * 2);
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            var letter = letter(word, i);
            if (letter != null) {
                out.append(letter);
            } else if (!isSilent(c)) {
                out.append(c);
            }
        }
        return isAscii(out.toString())
                ? out.toString()
                : withoutLongVowels(word, Icu.TO_ASCII.transliterate(out.toString()));
    }

    private static @Nullable String letter(String word, int at) {
        char c = word.charAt(at);
        if (at == 0 && Tables.FIRST.get(c) != null) {
            return Tables.FIRST.get(c);
        }
        if (at > 0 && at == word.length() - 1) {
            char before = word.charAt(at - 1);
            if (c == 'й' && (before == 'и' || before == 'ы')) {
                return "";
            }
            if (Tables.LAST.get(c) != null) {
                return Tables.LAST.get(c);
            }
        }
        return Tables.INSIDE.get(c);
    }

    /** Japanese kana write long vowels out, people do not: Satou is Sato. */
    private static String withoutLongVowels(String original, String latin) {
        char first = original.charAt(0);
        return first >= 0x3040 && first <= 0x30ff
                ? latin.replace("ou", "o").replace("oo", "o").replace("uu", "u")
                : latin;
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || isMark(c) || c == 0x30fc || Character.isSurrogate(c);
    }

    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * Accents of their own, apostrophes of all kinds, hyphens that are not seen: gone without parting a
     * word.
     */
    private static boolean isSilent(char c) {
        return c >= 0x300 && c < 0x370 || c >= 0x2b0 && c < 0x2e0 || c == 0x2018 || c == 0x2019 || c == 0x201b
                || c == 0x2032 || c >= 0x200b && c <= 0x200f || c == 0xfeff || c == 0x5f3 || c == 0x5f4 || c == 0x640;
    }

    /** Latin letters with accents; asked so often that they stand in an array. */
    private static final class Latin {

        static final String[] ASCII = new String[LATIN_END];

        static {
            var toAscii = Transliterator.getInstance("Latin-ASCII");
            for (char c = 0x80; c < LATIN_END; c++) {
                var ascii = Character.isLetterOrDigit(c)
                        ? toAscii.transliterate(String.valueOf(c)).toLowerCase(Locale.ROOT)
                        : c == 0xb4 || c == 0xad ? "" : " ";
                ASCII[c] = isAscii(ascii) ? ascii : "";
            }
        }
    }

    private static final class Icu {

        static final Transliterator TO_ASCII = Transliterator
                .getInstance("Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower");
    }

    /**
     * Lines are {@code ю yu}: a letter, {@code ^} before it at a word's beginning, {@code $} after it
     * at its end; or a word.
     */
    private static final class Tables {

        static final Map<Character, String> INSIDE = new HashMap<>();
        static final Map<Character, String> FIRST = new HashMap<>();
        static final Map<Character, String> LAST = new HashMap<>();
        static final Map<String, String> WORDS = new HashMap<>();

        static {
            for (var line : Lexicon.lines("scripts")) {
                int blank = line.indexOf(' ');
                var sign = blank < 0 ? line : line.substring(0, blank);
                var latin = blank < 0 ? "" : line.substring(blank + 1).strip();
                if (sign.length() == 1) {
                    INSIDE.put(sign.charAt(0), latin);
                } else if (sign.length() == 2 && sign.charAt(0) == '^') {
                    FIRST.put(sign.charAt(1), latin);
                } else if (sign.length() == 2 && sign.charAt(1) == '$') {
                    LAST.put(sign.charAt(0), latin);
                } else {
                    WORDS.put(Normalizer.normalize(sign, Normalizer.Form.NFKC), latin);
                }
            }
        }
    }
}
