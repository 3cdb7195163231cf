package io.casehub.identity;

import io.casehub.identity.likeness.Folding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * By which keys names are kept and looked for, as PostgreSQL's full text writes them: each word as
 * it is, and behind a hyphen as hands write it one for the other, whole and with each letter left
 * out. Two words that share such a key are at most two slips apart.
 */
final class NameKeys {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 40;
    private static final int LEAST_TO_SLIP = 4;
    private static final int LAST_LETTER_LEFT_OUT = 14;
    private static final int LEAST_BEGINNING = 3;

    private NameKeys() {}

    /** @param name words with a blank between them, in normal form */
    static String vector(String name) {
        return words(name).stream().flatMap(word -> {
            var keys = slips(word);
            keys.add(quoted(word));
            return keys.stream();
        }).distinct().collect(Collectors.joining(" "));
    }

    /** Names with all these words, or words that begin so. */
    static String exactly(List<String> words) {
        return words.stream().map(NameKeys::itself).collect(Collectors.joining(" & "));
    }

    /** Names with all these words, or such as somebody may have meant by them. */
    static String nearly(List<String> words) {
        return words.stream().map(NameKeys::near).collect(Collectors.joining(" & "));
    }

    /** As {@link #nearly}, with one word too many. */
    static String mostly(List<String> words) {
        return IntStream.range(0, words.size()).mapToObj(left -> {
            var others = new ArrayList<>(words);
            others.remove(left);
            return "(" + nearly(others) + ")";
        }).collect(Collectors.joining(" | "));
    }

    static List<String> words(String name) {
        return List.of(name.split(" ")).stream().filter(word -> !word.isEmpty()).limit(MOST_WORDS)
                .map(word -> word.substring(0, Math.min(word.length(), LONGEST))).distinct().toList();
    }

    /** Whether a word tells a name also without the others; a number or an initial does not. */
    static boolean isTelling(String word) {
        return word.length() >= LEAST_BEGINNING && word.chars().noneMatch(Character::isDigit);
    }

    private static String itself(String word) {
        return quoted(word) + (word.length() < LEAST_BEGINNING ? "" : ":*");
    }

    private static String near(String word) {
        var keys = new LinkedHashSet<>(Set.of(itself(word)));
        keys.addAll(slips(word));
        return "(" + String.join(" | ", keys) + ")";
    }

    private static Set<String> slips(String word) {
        var keys = new LinkedHashSet<String>();
        var folded = Folding.of(word);
        keys.add(quoted("-" + folded));
        if (folded.length() >= LEAST_TO_SLIP) {
            for (int left = 0; left < Math.min(folded.length(), LAST_LETTER_LEFT_OUT); left++) {
                keys.add(quoted("-" + folded.substring(0, left) + folded.substring(left + 1)));
            }
        }
        return keys;
    }

    /** Words in normal form are of letters and digits: nothing in them is to be escaped. */
    private static String quoted(String key) {
        return "'" + key + "'";
    }
}
