package io.casehub.identity.normal;

import java.util.Locale;

/**
 * A word's consonants in classes that hold across spellings and romanisations: sibilants and
 * affricates are one, v, w, ph and f are one, vowels and h count only at the beginning.
 */
final class Sound {

    private static final int LONGEST = 8;

    private final String word;
    private final char[] key = new char[LONGEST];
    private int length;
    private boolean isApart = true;

    private Sound(String word) {
        this.word = word;
    }

    static String key(String word) {
        if (word.isEmpty()) {
            return "";
        }
        var sound = new Sound(word);
        int at = sound.beginning();
        while (at < word.length() && sound.length < LONGEST) {
            at += sound.take(at);
        }
        return sound.length == 0
                ? word.substring(0, 1).toUpperCase(Locale.ROOT)
                : new String(sound.key, 0, sound.length);
    }

    /** What stands only at a word's beginning; returns how far it was read. */
    private int beginning() {
        char c = word.charAt(0);
        char next = at(1);
        if (c == 'j' || c == 'y' || c == 'i' && isVowel(next)) {
            return beginningWithJ(next);
        }
        if (starts(0, "dzh") || starts(0, "dsch") || starts(0, "dj")) {
            add('Y');
            return starts(0, "dsch") ? 4 : starts(0, "dj") ? 2 : 3;
        }
        if (starts(0, "ou") && isVowel(at(2))) {
            add('F');
            return 2;
        }
        if (isVowel(c)) {
            add('A');
            isApart = true;
            return 1;
        }
        if (starts(0, "kn") || starts(0, "gn") || starts(0, "wr") || starts(0, "ps") || starts(0, "pt")) {
            return 1;
        }
        if (c == 'x' || starts(0, "hs")) {
            add('S');
            return c == 'x' ? 1 : 2;
        }
        if (c == 'h' && isVowel(next)) {
            add('H');
            return 1;
        }
        return 0;
    }

    /** Jurij, Yuri and Iouri are one; so are Yelena, Jelena and Elena. */
    private int beginningWithJ(char next) {
        boolean isSlavicE = next == 'e' && (word.charAt(0) == 'y' || "lkvwg".indexOf(at(2)) >= 0);
        add(isSlavicE || !isVowel(next) ? 'A' : 'Y');
        return 1;
    }

    private int take(int at) {
        char c = word.charAt(at);
        switch (c) {
            case 'a', 'e', 'i', 'o', 'u', 'y', 'j', 'h' -> isApart = true;
            case 'b', 'l', 'm', 'n', 'r' -> add((char) (c - 32));
            case 'f', 'v' -> add('F');
            case 'k', 'q' -> add('K');
            case 'x' -> {
                add('K');
                add('S');
            }
            case 'w' -> takeW(at);
            default -> {
                return takeManifold(at);
            }
        }
        return starts(at, "kh") ? 2 : 1;
    }

    /** Silent in Brown and Lawlor. */
    private void takeW(int at) {
        if ("nld".indexOf(at(at + 1)) < 0) {
            add('F');
        }
    }

    private int takeManifold(int at) {
        char c = word.charAt(at);
        return switch (c) {
            case 'p' -> takeP(at);
            case 'c' -> takeC(at);
            case 's', 'z' -> takeSibilant(at);
            case 'd', 't' -> takeDental(at);
            case 'g' -> takeG(at);
            default -> {
                add(c);
                yield 1;
            }
        };
    }

    /** Silent in Thompson. */
    private int takeP(int at) {
        char next = at(at + 1);
        if (at(at - 1) == 'm' && (next == 's' || next == 't')) {
            return 1;
        }
        boolean isF = next == 'h' || next == 'f';
        add(isF ? 'F' : 'P');
        return isF ? 2 : 1;
    }

    private int takeC(int at) {
        char next = at(at + 1);
        if (next == 'h') {
            add(isHardCh(at) ? 'K' : 'S');
            return 2;
        }
        boolean isSoft = next == 'e' || next == 'i' || next == 'y' || next == 'z'
                || next == 0 && at > 2 && starts(at - 2, "vic");
        add(isSoft ? 'S' : 'K');
        return next == 'k' || next == 'z' ? 2 : 1;
    }

    /** As in Christian, Bach, Michael; not as in Charles, Sanchez, Gorbachev, Petrovich. */
    private boolean isHardCh(int at) {
        char after = at(at + 2);
        if (starts(at + 2, "tch")) {
            return false;
        }
        if (after == 0) {
            return at > 0 && at(at - 1) != 'i' && isVowel(at(at - 1));
        }
        if (!isVowel(after)) {
            return true;
        }
        return at > 0 && isVowel(at(at - 1)) && after != 'e' && after != 'i' && after != 'y';
    }

    private int takeSibilant(int at) {
        add('S');
        return starts(at, "sch") ? 3 : starts(at, "sh") || starts(at, "zh") || starts(at, "sz") ? 2 : 1;
    }

    private int takeDental(int at) {
        char next = at(at + 1);
        if (starts(at, "tsch") || starts(at, "dsch")) {
            add('S');
            return 4;
        }
        if (next == 's' || next == 'z' || starts(at, "tch")) {
            return 1;
        }
        if (next == 't' || at == word.length() - 1 || word.charAt(at) == 't') {
            add('T');
            return next == 't' || next == 'h' ? 2 : 1;
        }
        if (next == 'g') {
            return 1;
        }
        add('D');
        return next == 'h' ? 2 : 1;
    }

    private int takeG(int at) {
        boolean isSilent = at > 0 && at(at + 1) == 'h' && (at + 2 == word.length() || at(at + 2) == 't');
        if (!isSilent) {
            add('G');
        }
        return at(at + 1) == 'h' ? 2 : 1;
    }

    /** A sound heard twice with nothing between is one. */
    private void add(char sound) {
        if (length < LONGEST && (isApart || length == 0 || key[length - 1] != sound)) {
            key[length++] = sound;
        }
        isApart = false;
    }

    private char at(int index) {
        return index >= 0 && index < word.length() ? word.charAt(index) : 0;
    }

    private boolean starts(int at, String part) {
        return word.startsWith(part, at);
    }

    private static boolean isVowel(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
    }
}
