package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;

/** Text of any script as lower-case words of Latin letters and digits. */
public final class Words {

    private Words() {}

    /**
     * The words of a text, one blank between them: transliterated to {@code a-z0-9}, apostrophes gone,
     * umlaut pairs made one letter (Müller, Mueller, Muller: {@code muller}), {@code aa} likewise
     * (Ågård, Aagaard). Anything that is neither letter nor digit parts words.
     */
    public static String latin(String text) {
        var ascii = Script.isAscii(text) ? text : Script.toAscii(text);
        var out = new char[ascii.length()];
        int end = 0;
        int word = 0;
        for (int i = 0; i < ascii.length(); i++) {
            char c = lower(ascii.charAt(i));
            if (isWord(c)) {
                out[end++] = c;
            } else if (c != '\'' && c != '`' && end > word) {
                end = withoutUmlautPairs(out, word, end);
                out[end++] = ' ';
                word = end;
            }
        }
        end = withoutUmlautPairs(out, word, end);
        return new String(out, 0, end > 0 && out[end - 1] == ' ' ? end - 1 : end);
    }

    /** {@link #latin} word by word. */
    public static List<String> of(String text) {
        return split(latin(text));
    }

    /**
     * How a Latin word sounds, coarsely: its consonants in classes that romanisations and common
     * misspellings do not change; never empty unless the word is. Equal keys are a reason to compare,
     * not to believe.
     */
    public static String sound(String word) {
        return Sound.key(word);
    }

    static List<String> split(String latin) {
        if (latin.isEmpty()) {
            return List.of();
        }
        var words = new ArrayList<String>(4);
        int start = 0;
        for (int blank = latin.indexOf(' '); blank >= 0; blank = latin.indexOf(' ', start)) {
            words.add(latin.substring(start, blank));
            start = blank + 1;
        }
        words.add(latin.substring(start));
        return words;
    }

    static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
    }

    /**
     * Makes ae, oe, ue and aa one letter, in place; returns the new end. Not where e belongs to a short
     * name's end (Joe, Sue) and not after a vowel or q, where it is no umlaut (Bauer, Jacques).
     */
    private static int withoutUmlautPairs(char[] text, int start, int end) {
        int length = end - start;
        if (length < 3) {
            return end;
        }
        int to = start + 1;
        for (int i = start + 1; i < end; i++) {
            char c = text[i];
            char before = text[to - 1];
            boolean isPair = c == 'a' && before == 'a' && length > 3
                    || c == 'e' && (before == 'a' || before == 'o' || before == 'u')
                            && (i < end - 1 || length > 4)
                            && (to - start < 2 || !isVowelOrQ(text[to - 2]));
            if (!isPair) {
                text[to++] = c;
            }
        }
        return to;
    }

    private static boolean isVowelOrQ(char c) {
        return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'q';
    }
}
