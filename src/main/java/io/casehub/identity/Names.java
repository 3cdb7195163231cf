package io.casehub.identity;

import com.ibm.icu.text.Transliterator;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names as people write them, brought to a form in which two spellings of one name are equal. */
final class Names {

    private static final Transliterator TO_LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII; Lower");
    private static final Set<String> TITLES = Set.of("dr", "prof", "mr", "mrs", "ms", "herr", "frau", "mme", "m",
            "ing");
    private static final Set<String> LEGAL_FORMS = Set.of("gmbh", "ag", "kg", "ohg", "ug", "co", "mbh", "ek", "ltd",
            "limited", "plc", "llc", "inc", "sa", "sarl", "sas", "bv", "nv", "spzoo", "sp", "z", "o", "oo", "and",
            "und",
            "et", "en", "i", "gesellschaft");

    private Names() {}

    /** The parts of a name that count, in alphabetical order, joined by blanks. */
    static String normal(String name, CustomerKind kind) {
        var dropped = kind == CustomerKind.PERSON ? TITLES : LEGAL_FORMS;
        var parts = Arrays.stream(TO_LATIN.transliterate(name).toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .map(Names::withoutUmlautPairs)
                .filter(part -> !part.isEmpty() && !dropped.contains(part))
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join(" ", parts);
    }

    /**
     * Whether two normal names can be one person's: each part of the shorter one stands in the longer
     * one, at least whole ones two (or all there are), the others as initials.
     */
    static boolean agreeForPerson(String one, String other) {
        if (one.equals(other)) {
            return !one.isEmpty();
        }
        var left = List.of(one.split(" "));
        var right = List.of(other.split(" "));
        var shorter = left.size() <= right.size() ? left : right;
        var longer = shorter == left ? right : left;
        long whole = shorter.stream().filter(part -> part.length() > 1 && longer.contains(part)).count();
        return shorter.size() >= 2 && whole >= 1 && eachStands(shorter, longer);
    }

    /** Whether two normal names are one organisation's, however the words are put together. */
    static boolean agreeForOrganisation(String one, String other) {
        return !one.isEmpty() && (one.equals(other) || together(one).anyMatch(together(other).toList()::contains));
    }

    /**
     * A name written as one word: of two words in either order, since normal names have lost theirs.
     */
    private static Stream<String> together(String name) {
        var words = name.split(" ");
        return words.length == 2
                ? Stream.of(words[0] + words[1], words[1] + words[0])
                : Stream.of(name.replace(" ", ""));
    }

    /**
     * Whether each part stands for another one of the candidates. Words that are equal first, then
     * words for the initials they have: what is left to choose is an initial's word.
     */
    private static boolean eachStands(List<String> parts, List<String> candidates) {
        var free = new ArrayList<>(candidates);
        var left = new ArrayList<>(parts);
        left.removeIf(part -> part.length() > 1 && free.remove(part));
        var byLength = left.stream().collect(Collectors.partitioningBy(part -> part.length() > 1));
        return byLength.getOrDefault(true, List.of()).stream().allMatch(word -> free.remove(word.substring(0, 1)))
                && byLength.getOrDefault(false, List.of()).stream().allMatch(initial -> takes(free, initial));
    }

    private static boolean takes(List<String> free, String initial) {
        return free.remove(initial)
                || free.stream().filter(word -> word.startsWith(initial)).findFirst().map(free::remove).orElse(false);
    }

    /**
     * Müller, Mueller and Muller are one spelling; it costs nothing that Samuel becomes Samul on both
     * sides.
     */
    private static String withoutUmlautPairs(String part) {
        return part.replace("ae", "a").replace("oe", "o").replace("ue", "u");
    }
}
