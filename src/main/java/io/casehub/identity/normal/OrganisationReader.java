package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads an organisation's name. */
final class OrganisationReader {

    private static final Set<String> FILLERS = Set.of("and", "the", "und", "et", "y", "e", "i", "og", "och", "of", "de",
            "du", "des", "del", "di",
            "da", "do", "der", "die", "das", "den", "la", "le", "les", "el", "los", "las", "il", "fur", "for", "en");
    private static final Map<String, String> FORMS = Lexicon.canonical("organisation-words");
    private static final Set<String> MARKS = Lexicon.words("organisation-marks");

    private OrganisationReader() {}

    static OrganisationName read(String name) {
        var words = tokens(name);
        var form = LegalForms.take(words);
        var core = new ArrayList<String>(words.size());
        for (var word : words) {
            boolean isOwn = word.length() == 1 && core.isEmpty(); // E.ON
            if (isOwn || !FILLERS.contains(word)) {
                core.add(FORMS.getOrDefault(word, word));
            }
        }
        if (core.isEmpty()) {
            core.addAll(words);
        }
        return new OrganisationName(core, form, initials(core));
    }

    static boolean looksLikeOne(String name) {
        var words = tokens(name);
        return words.stream().anyMatch(MARKS::contains) || LegalForms.isCertain(words);
    }

    private static String initials(List<String> words) {
        var initials = new StringBuilder(words.size());
        words.forEach(word -> initials.append(word.charAt(0)));
        return initials.toString();
    }

    /** Words; single letters that stand together are one (I.B.M., A & P, AT&T). */
    static List<String> tokens(String name) {
        var words = new ArrayList<String>(6);
        boolean isRun = false;
        for (var word : Words.split(Words.latin(withSigns(name)))) {
            boolean isLetter = word.length() == 1 && Character.isLetter(word.charAt(0));
            if (word.equals("lli") && isRun) { // F.lli, of brothers in Italy
                words.set(words.size() - 1, "fratelli");
            } else if (isLetter && isRun) {
                words.set(words.size() - 1, words.getLast() + word);
            } else {
                words.add(word);
            }
            isRun = isLetter;
        }
        return words;
    }

    /** An ampersand between short names is part of them (AT&T, H&M), else a word. */
    private static String withSigns(String name) {
        int sign = name.indexOf('&');
        if (sign < 0 && name.indexOf('+') < 0) {
            return name;
        }
        if (sign > 0 && sign <= 3 && sign + 1 < name.length() && name.charAt(sign - 1) != ' '
                && isShort(name, sign + 1)) {
            return name.substring(0, sign) + withSigns(name.substring(sign + 1));
        }
        return name.replace("&", " and ").replace("+", " and ");
    }

    private static boolean isShort(String name, int from) {
        int end = name.indexOf(' ', from);
        int length = (end < 0 ? name.length() : end) - from;
        return length > 0 && length <= 2;
    }

}
