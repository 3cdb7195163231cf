package io.casehub.identity.normal;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names written without a blank, family name first, in Chinese, Japanese or Korean signs. */
final class EastAsian {

    private static final Map<String, String> READINGS = new HashMap<>();
    private static final int LONGEST = 3;

    static {
        for (var line : Lexicon.lines("east-asian")) {
            int blank = line.indexOf(' ');
            READINGS.put(line.substring(0, blank), line.substring(blank + 1).strip());
        }
    }

    private EastAsian() {}

    record Halves(String given, String surname) {}

    /** Null where the text is not such a name. */
    static @Nullable Halves split(String text) {
        var name = text.strip();
        if (!isSigns(name)) {
            return null;
        }
        int blank = name.replace('　', ' ').indexOf(' ');
        if (blank > 0) {
            return new Halves(read(name.substring(blank + 1).strip()), family(name.substring(0, blank)));
        }
        int family = familyLength(name);
        return name.length() <= family
                ? null
                : new Halves(read(name.substring(family)), family(name.substring(0, family)));
    }

    static @Nullable String given(String text) {
        return isSigns(text.strip()) ? read(text.strip()) : null;
    }

    static @Nullable String surname(String text) {
        return isSigns(text.strip()) ? family(text.strip()) : null;
    }

    private static int familyLength(String name) {
        for (int length = Math.min(LONGEST, name.length() - 1); length > 1; length--) {
            if (READINGS.containsKey(name.substring(0, length))) {
                return length;
            }
        }
        return 1;
    }

    private static String family(String signs) {
        var known = READINGS.get(signs);
        return known == null ? read(signs) : known;
    }

    private static String read(String signs) {
        var known = signs.length() > 1 ? READINGS.get(signs) : null;
        return known == null ? Words.latin(signs).replace(" ", "") : known;
    }

    /**
     * Whether all of it is Han or Hangul; names in kana are written with a sign between their parts.
     */
    private static boolean isSigns(String text) {
        boolean hasSign = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x2e80 && c != ' ') {
                return false;
            }
            hasSign |= c >= 0x4e00 && c <= 0x9fff || c >= 0xac00 && c <= 0xd7a3;
            if (c != ' ' && c != 0x3000 && c != 0x3005 && !(c >= 0x3040 && c <= 0x30ff) && !(c >= 0x4e00 && c <= 0x9fff)
                    && !(c >= 0xac00 && c <= 0xd7a3)) {
                return false;
            }
        }
        return hasSign;
    }
}
