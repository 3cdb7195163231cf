package io.casehub.identity.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a person's name from however it is written. */
final class NameReader {

    private static final Set<String> FAMILY_FIRST = Lexicon.words("chinese-surnames");
    private static final Map<String, String> GENERATIONS = Map.ofEntries(Map.entry("jr", "jr"),
            Map.entry("jun", "jr"), Map.entry("jnr", "jr"), Map.entry("junior", "jr"), Map.entry("filho", "jr"),
            Map.entry("hijo", "jr"),
            Map.entry("sr", "sr"), Map.entry("snr", "sr"), Map.entry("sen", "sr"), Map.entry("senior", "sr"),
            Map.entry("ii", "ii"), Map.entry("iii", "iii"), Map.entry("iv", "iv"), Map.entry("2nd", "ii"),
            Map.entry("3rd", "iii"), Map.entry("4th", "iv"));

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
        return east != null ? List.of(east) : Affixes.withoutTitles(takeGeneration(NameTokens.words(given)));
    }

    private List<String> family(@Nullable String surname) {
        if (surname == null || surname.isBlank()) {
            return List.of();
        }
        var east = EastAsian.surname(surname);
        if (east != null) {
            return List.of(east);
        }
        return Affixes.family(Affixes.withoutTitles(takeGeneration(NameTokens.words(surname))));
    }

    private Halves full(String text) {
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
        if (after.isEmpty() || after.size() == 1 && Affixes.isTitle(after.getFirst())) {
            return plain(text.substring(0, comma));
        }
        var before = Affixes.withoutTitles(takeGeneration(NameTokens.words(text.substring(0, comma))));
        return new Halves(after, Affixes.family(before));
    }

    private Halves plain(String text) {
        var capitals = NameTokens.capitals(text);
        var words = Affixes.withoutTitles(takeGeneration(NameTokens.words(text)));
        if (words.size() < 2) {
            return new Halves(List.of(), Affixes.family(words));
        }
        if (!capitals.isEmpty()) {
            var rest = new ArrayList<>(words);
            if (capitals.stream().allMatch(rest::remove) && !rest.isEmpty()) {
                return new Halves(Affixes.withoutLooseParticles(rest), Affixes.family(capitals));
            }
        }
        int family = isFamilyFirst(words) ? 1 : Affixes.familyBegins(words);
        return isFamilyFirst(words)
                ? new Halves(words.subList(1, words.size()), words.subList(0, 1))
                : new Halves(words.subList(0, family), Affixes.family(words.subList(family, words.size())));
    }

    /** Wang Xiaoming; Gagarin Yuri Alekseevich. */
    private static boolean isFamilyFirst(List<String> words) {
        var first = words.getFirst();
        var last = words.getLast();
        if (words.size() == 3 && isPatronymic(last) && !isPatronymic(words.get(1))) {
            return true;
        }
        return FAMILY_FIRST.contains(first) && !FAMILY_FIRST.contains(last) && words.size() <= 3;
    }

    private static boolean isPatronymic(String word) {
        return word.length() > 6 && (word.endsWith("ovich") || word.endsWith("evich") || word.endsWith("ovna")
                || word.endsWith("evna") || word.endsWith("owitsch") || word.endsWith("ewitsch"));
    }

    private List<String> takeGeneration(List<String> words) {
        int last = words.size() - 1;
        var found = last >= 0 ? GENERATIONS.get(words.get(last)) : null;
        if (found == null || last == 0 && !words.getFirst().equals("jr") && found.length() > 3) {
            return words;
        }
        generation = found;
        return words.subList(0, last);
    }
}
