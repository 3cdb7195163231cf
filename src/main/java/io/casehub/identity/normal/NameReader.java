package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a person's name from however it is written. */
final class NameReader {

    private static final Set<String> FAMILY_FIRST = Lexicon.words("chinese-surnames");
    private static final Set<String> KOREAN = Lexicon.words("korean-surnames");
    private static final Map<String, String> GENERATIONS = Map.of("jr", "jr", "jnr", "jr", "sr", "sr", "snr", "sr",
            "ii", "ii", "iii", "iii",
            "iv", "iv", "2nd", "ii", "3rd", "iii", "4th", "iv");
    /** Which are also names of their own, so that two more words are to stand before them. */
    private static final Map<String, String> GENERATION_WORDS = Map.of("junior", "jr", "jun", "jr", "filho", "jr",
            "hijo", "jr", "senior", "sr",
            "sen", "sr");

    private @Nullable String generation;

    private NameReader() {}

    static PersonName read(@Nullable String given, @Nullable String surname, @Nullable String full) {
        var reader = new NameReader();
        var family = reader.family(surname);
        var names = reader.names(given);
        if ((family.isEmpty() || names.isEmpty()) && full != null && !full.isBlank()) {
            var whole = new NameReader();
            var found = whole.full(full);
            var generation = reader.generation == null ? whole.generation : reader.generation;
            return new PersonName(names.isEmpty() ? found.without(family) : names,
                    family.isEmpty() ? found.familyBeside(names) : family, generation);
        }
        return new PersonName(names, family, reader.generation);
    }

    /** A full name in two parts. */
    private record Halves(List<String> given, List<String> surname) {

        List<String> all() {
            var all = new ArrayList<>(given);
            all.addAll(surname);
            return all;
        }

        List<String> without(List<String> known) {
            if (known.isEmpty()) {
                return given;
            }
            var rest = all();
            known.forEach(rest::remove);
            return rest;
        }

        List<String> familyBeside(List<String> known) {
            return known.isEmpty() ? surname : without(known);
        }
    }

    private List<String> names(@Nullable String given) {
        if (given == null || given.isBlank()) {
            return List.of();
        }
        var east = EastAsian.given(given);
        return east != null
                ? List.of(east)
                : Affixes.withJoinedServants(Affixes.withoutTitles(takeGeneration(NameTokens.words(given))));
    }

    private List<String> family(@Nullable String surname) {
        if (surname == null || surname.isBlank()) {
            return List.of();
        }
        var east = EastAsian.surname(surname);
        if (east != null) {
            return List.of(east);
        }
        return Affixes
                .family(Affixes.withJoinedServants(Affixes.withoutTitles(takeGeneration(NameTokens.words(surname)))));
    }

    private Halves full(String written) {
        var text = NameTokens.withoutBirthName(written);
        var east = EastAsian.split(text);
        if (east != null) {
            return new Halves(List.of(east.given()), List.of(east.surname()));
        }
        int comma = text.indexOf(',');
        return comma < 0 ? plain(text) : parted(text, comma);
    }

    /** {@code Byron, Ada}, {@code Byron, Ada, Jr.} or {@code Ada Byron, PhD}. */
    private Halves parted(String text, int comma) {
        var after = Affixes.withoutTitles(takeGeneration(NameTokens.words(text.substring(comma + 1))));
        if (after.isEmpty() || after.size() == 1 && text.indexOf(' ') < comma && Affixes.isTitle(after.getFirst())) {
            return plain(text.substring(0, comma));
        }
        var before = Affixes.withoutTitles(takeGeneration(NameTokens.words(text.substring(0, comma))));
        return new Halves(after, Affixes.family(before));
    }

    private Halves plain(String text) {
        var capitals = NameTokens.capitals(text);
        var words = Affixes.withJoinedServants(Affixes.withoutTitles(takeGeneration(NameTokens.words(text))));
        if (words.size() < 2) {
            return new Halves(List.of(), Affixes.family(words));
        }
        if (!capitals.isEmpty()) {
            var rest = new ArrayList<>(words);
            if (capitals.stream().allMatch(rest::remove) && !rest.isEmpty()) {
                return new Halves(Affixes.withoutLooseParticles(rest), Affixes.family(capitals));
            }
        }
        boolean isHyphened = text.indexOf('-') > 0;
        if (isFamilyFirst(words) || isHyphened && isKorean(words, text)) {
            return new Halves(words.subList(1, words.size()), words.subList(0, 1));
        }
        int family = Affixes.familyBegins(words);
        while (isHyphened && family > 1 && NameTokens.areHyphened(text, words.get(family - 1), words.get(family))) {
            family--;
        }
        return new Halves(words.subList(0, family), Affixes.family(words.subList(family, words.size())));
    }

    /** Kim Min-jun. */
    private static boolean isKorean(List<String> words, String text) {
        return words.size() == 3 && KOREAN.contains(words.getFirst()) && words.get(1).length() < 6
                && words.get(2).length() < 6
                && NameTokens.areHyphened(text, words.get(1), words.get(2));
    }

    /** Wang Xiaoming; Gagarin Yuri Alekseevich. */
    private static boolean isFamilyFirst(List<String> words) {
        var first = words.getFirst();
        var last = words.getLast();
        if (words.size() == 3 && isPatronymic(last) && !isPatronymic(words.get(1))) {
            return true;
        }
        return FAMILY_FIRST.contains(first) && !FAMILY_FIRST.contains(last) && words.size() <= 4;
    }

    private static boolean isPatronymic(String word) {
        return word.length() > 6 && (word.endsWith("ovich") || word.endsWith("evich") || word.endsWith("ovna")
                || word.endsWith("evna") || word.endsWith("owitsch") || word.endsWith("ewitsch"));
    }

    private List<String> takeGeneration(List<String> words) {
        int last = words.size() - 1;
        if (last < 0) {
            return words;
        }
        var found = GENERATIONS.get(words.get(last));
        if (found == null && last > 1) {
            found = GENERATION_WORDS.get(words.get(last));
        }
        if (found == null) {
            return words;
        }
        generation = found;
        return words.subList(0, last);
    }
}
