package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads an organisation's name. */
final class OrganisationReader {

    private static final Set<String> FILLERS = Set.of("and", "the", "und", "et", "y", "e", "i", "og", "och", "of", "de",
            "du", "des", "del", "di",
            "da", "do", "der", "die", "das", "den", "la", "le", "les", "el", "los", "las", "il", "fur", "for", "en");
    private static final Map<String, String> FORMS = Lexicon.canonical("organisation-words");
    /** Abbreviations of two words: F.lli. */
    private static final Map<String, String> PAIRS = FORMS.entrySet().stream()
            .filter(form -> form.getKey().indexOf(' ') > 0)
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Set<String> MARKS = Lexicon.words("organisation-marks");

    private OrganisationReader() {}

    static OrganisationName read(String name) {
        var words = tokens(name);
        var form = LegalForms.take(words);
        var core = new ArrayList<String>(words.size());
        for (int i = 0; i < words.size(); i++) {
            var pair = words.get(i).length() == 1 && i + 1 < words.size()
                    ? PAIRS.get(words.get(i) + " " + words.get(i + 1))
                    : null;
            if (pair != null) {
                core.add(pair);
                i++;
            } else if (!FILLERS.contains(words.get(i)) || words.get(i).length() == 1 && i == 0) { // E.ON
                core.add(FORMS.getOrDefault(words.get(i), words.get(i)));
            }
        }
        if (core.isEmpty()) {
            core.addAll(words);
        }
        return new OrganisationName(core, form, initials(words));
    }

    static boolean looksLikeOne(String name) {
        var words = tokens(name);
        return words.stream().anyMatch(MARKS::contains) || LegalForms.isCertain(words)
                || LegalForms.isWrittenAsOne(name);
    }

    /** First letters as they are written: ctr and Zentrum are not one word here. */
    private static String initials(List<String> words) {
        var initials = new StringBuilder(words.size());
        for (var word : words) {
            if (!FILLERS.contains(word)) {
                initials.append(word.charAt(0));
            }
        }
        return initials.toString();
    }

    /** Words; single letters that stand together are one (I.B.M., H & M). */
    static List<String> tokens(String name) {
        var words = new ArrayList<String>(6);
        boolean isRun = false;
        var found = Words.split(Words.latin(withSigns(LegalForms.withoutSigns(name))));
        for (int i = 0; i < found.size(); i++) {
            var word = found.get(i);
            if (isRun && word.equals("and") && i + 1 < found.size() && isLetter(found.get(i + 1))) {
                continue;
            }
            if (isLetter(word) && isRun) {
                words.set(words.size() - 1, words.getLast() + word);
            } else if (!word.isEmpty()) {
                words.add(word);
            }
            isRun = isLetter(word);
        }
        return words;
    }

    private static boolean isLetter(String word) {
        return word.length() == 1 && Character.isLetter(word.charAt(0));
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
