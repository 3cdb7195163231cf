package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of a person's name, told apart by how they are written. */
final class NameTokens {

    private static final String[] BORN = {" née ", " nee ", " geb. ", " geb ", " geborene ", " born ", " formerly "};

    private NameTokens() {}

    /** Normal words; initials written together (JRR) are parted, a birth name is left out. */
    static List<String> words(String text) {
        var shown = withoutBirthName(text);
        var words = new ArrayList<String>(4);
        boolean isMixed = hasLowerCase(shown);
        int start = 0;
        for (int i = 0; i <= shown.length(); i++) {
            if (i == shown.length() || isBreak(shown.charAt(i))) {
                if (i > start) {
                    add(words, shown.substring(start, i), isMixed);
                }
                start = i + 1;
            }
        }
        return words;
    }

    /** The words in capitals of a name that is not all capitals: how many write the family name. */
    static List<String> capitals(String text) {
        if (!hasLowerCase(text)) {
            return List.of();
        }
        var found = new ArrayList<String>(2);
        for (var token : text.strip().split("[ ,]+")) {
            if (isCapitals(token) && !isInitials(token) && token.length() > 1 && token.indexOf('.') < 0) {
                found.addAll(Words.of(token));
            }
        }
        found.removeIf(Affixes::isNoName);
        return found;
    }

    /** Whether two words of a name stand in it with a hyphen between them. */
    static boolean areHyphened(String text, String one, String other) {
        for (int hyphen = text.indexOf('-'); hyphen > 0; hyphen = text.indexOf('-', hyphen + 1)) {
            if (Words.latin(text.substring(0, hyphen)).endsWith(one)
                    && Words.latin(text.substring(hyphen + 1)).startsWith(other)) {
                return true;
            }
        }
        return false;
    }

    private static void add(List<String> words, String token, boolean isMixed) {
        if (isMixed && isInitials(token)) {
            for (int i = 0; i < token.length(); i++) {
                words.add(String.valueOf(token.charAt(i)).toLowerCase(Locale.ROOT));
            }
        } else {
            words.addAll(Words.of(token));
        }
    }

    private static boolean isInitials(String token) {
        int length = token.length();
        if (length < 2 || length > 3 || !Script.isAscii(token) || !isCapitals(token)
                || Affixes.isNoName(token.toLowerCase(Locale.ROOT))) {
            return false;
        }
        for (int i = 1; i < length; i++) {
            if ("AEIOU".indexOf(token.charAt(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCapitals(String token) {
        boolean hasLetter = false;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (Character.isLowerCase(c)) {
                return false;
            }
            hasLetter |= Character.isUpperCase(c);
        }
        return hasLetter;
    }

    private static boolean hasLowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBreak(char c) {
        return c == ' ' || c == '.' || c == '-' || c == '"' || c == '(' || c == ')' || c == '/'
                || Character.isWhitespace(c);
    }

    static String withoutBirthName(String text) {
        var lower = text.toLowerCase(Locale.ROOT).replace('(', ' ').replace(',', ' ');
        for (var word : BORN) {
            int at = lower.indexOf(word);
            if (at > 0) {
                return text.substring(0, at);
            }
        }
        return text;
    }
}
