package io.casehub.identity.normal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds and takes away the legal form of an organisation. */
final class LegalForms {

    private static final Map<String, String> FORMS = new HashMap<>();
    private static final Set<String> DOUBTFUL = new HashSet<>();
    private static final Set<String> AT_THE_BEGINNING = Set.of("ooo", "oao", "zao", "pao", "ao", "tov", "uab", "sia",
            "pt", "sarl", "scop", "sas",
            "kk", "jusikhoesa", "youxian gongsi", "snc", "sci", "as", "ab");
    private static final int LONGEST = 6;
    private static final char FIRST_SIGN = 0x2e80;
    /** Forms in East Asian signs, which stand before or after the name without a blank. */
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        for (var line : Lexicon.lines("legal-forms")) {
            var head = Lexicon.head(line);
            var canonical = head.replace("?", "");
            add(canonical, canonical, head.endsWith("?"));
            if (line.indexOf(':') >= 0) {
                Lexicon.tail(line).forEach(variant -> add(variant, canonical, variant.endsWith("?")));
            }
        }
    }

    private LegalForms() {}

    private static void add(String variant, String canonical, boolean isDoubtful) {
        if (variant.charAt(0) >= FIRST_SIGN || variant.charAt(0) == '(') {
            SIGNS.put(variant, canonical);
            return;
        }
        var form = String.join(" ", OrganisationReader.tokens(variant));
        FORMS.putIfAbsent(form, canonical);
        if (isDoubtful) {
            DOUBTFUL.add(form);
        }
    }

    /** A name whose legal form in signs became a Latin word at its end. */
    static String withoutSigns(String name) {
        if (Script.isAscii(name)) {
            return name;
        }
        for (var sign : SIGNS.entrySet()) {
            if (name.contains(sign.getKey())) {
                return name.replace(sign.getKey(), " ") + " " + sign.getValue();
            }
        }
        return name;
    }

    /**
     * Whether a name ends with a form of two or three letters written as one: S.A., e.V., AG, A/S.
     */
    static boolean isWrittenAsOne(String name) {
        if (!withoutSigns(name).equals(name)) {
            return true;
        }
        var text = name.strip();
        int blank = text.lastIndexOf(' ');
        if (blank < 1) {
            return false;
        }
        var last = text.substring(blank + 1);
        boolean isParted = last.indexOf('.') > 0 && last.indexOf('.') < last.length() - 1 || last.indexOf('/') > 0;
        boolean isCapitals = last.equals(last.toUpperCase(Locale.ROOT)) && !text.equals(text.toUpperCase(Locale.ROOT));
        return (isParted || isCapitals) && FORMS.containsKey(String.join(" ", OrganisationReader.tokens(last)));
    }

    /**
     * Removes legal forms at the end, at the beginning, and unmistakable ones anywhere; the longest is
     * the answer.
     */
    static @Nullable String take(List<String> words) {
        var found = takeAtEnd(words);
        var first = takeAtBeginning(words);
        found = found == null ? first : found;
        for (int i = words.size() - 1; i > 0; i--) {
            var form = FORMS.get(words.get(i));
            if (form != null && (words.get(i).length() > 2 || form.equals("co")) && !DOUBTFUL.contains(words.get(i))) {
                words.remove(i);
                found = found == null ? form : found;
            }
        }
        return found;
    }

    private static @Nullable String takeAtBeginning(List<String> words) {
        for (int length = Math.min(LONGEST, words.size() - 1); length > 1; length--) {
            var form = FORMS.get(text(words.subList(0, length)));
            if (form != null && AT_THE_BEGINNING.contains(form)) {
                words.subList(0, length).clear();
                return form;
            }
        }
        var first = words.size() > 1 ? FORMS.get(words.getFirst()) : null;
        if (first == null || !AT_THE_BEGINNING.contains(first)) {
            return null;
        }
        words.removeFirst();
        return first;
    }

    private static @Nullable String takeAtEnd(List<String> words) {
        String found = null;
        boolean isTaken = true;
        while (isTaken) {
            isTaken = false;
            for (int length = Math.min(LONGEST, words.size() - 1); length > 0 && !isTaken; length--) {
                var form = FORMS.get(text(words.subList(words.size() - length, words.size())));
                if (form != null) {
                    words.subList(words.size() - length, words.size()).clear();
                    found = found == null ? form : found;
                    isTaken = true;
                }
            }
        }
        return found;
    }

    /** The words as they stand in the list of forms, without "and". */
    private static String text(List<String> words) {
        if (words.size() == 1) {
            return words.getFirst();
        }
        var text = new StringBuilder();
        for (var word : words) {
            if (!word.equals("and") && !word.equals("und")) {
                text.append(text.isEmpty() ? "" : " ").append(word);
            }
        }
        return text.toString();
    }

    /** Whether the words end with, or hold, a legal form that is nothing else. */
    static boolean isCertain(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            var word = words.get(i);
            if (FORMS.containsKey(word) && !DOUBTFUL.contains(word)) {
                return true;
            }
        }
        return words.size() > 1 && AT_THE_BEGINNING.contains(words.getFirst()) && !DOUBTFUL.contains(words.getFirst())
                || words.size() > 2 && FORMS.containsKey(text(words.subList(words.size() - 2, words.size())));
    }
}
