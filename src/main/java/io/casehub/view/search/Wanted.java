package io.casehub.view.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What somebody typed into a field of search: words that must all be there, in any of the forms
 * languages bend them to; {@code "a phrase"}; the beginning of a word, {@code deliv*}; and
 * {@code -without}.
 */
final class Wanted {

    private static final int MOST = 12;
    private static final int MOST_WORDS = 60;
    private static final int LEAST_TO_BEND = 5;
    private static final int LEAST_STEM = 4;
    private static final int LEAST_BEGINNING = 2;
    private static final Pattern TERM = Pattern.compile("(-?)(?:\"([^\"]*)\"?|(\\S+))");

    /** Endings of German, English and the Romance languages, longer ones first. */
    private static final List<String> ENDINGS = List.of("ing", "en", "er", "es", "em", "ed", "os", "as", "e", "n", "s",
            "a", "o");

    private final List<String> query = new ArrayList<>();
    private final List<String> without = new ArrayList<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> beginnings = new HashSet<>();

    private Wanted() {}

    /** @throws IllegalArgumentException where there is nothing to look for */
    static Wanted of(String text) {
        var wanted = new Wanted();
        for (var term : TERM.matcher(text).results().limit(MOST).toList()) {
            boolean isWithout = !term.group(1).isEmpty();
            var found = term.group(2) == null
                    ? wanted.loose(term.group(3), isWithout)
                    : wanted.phrase(Token.of(term.group(2), MOST_WORDS), isWithout);
            if (!found.isEmpty()) {
                (isWithout ? wanted.without : wanted.query).add("(" + found + ")");
            }
        }
        if (wanted.query.isEmpty()) {
            throw new IllegalArgumentException("q has a word, a number or a \"phrase\" to look for");
        }
        return wanted;
    }

    /** @param number with a digit in it */
    static Wanted number(String number) {
        var wanted = new Wanted();
        wanted.query.add(wanted.number(Token.of(number, MOST_WORDS), false));
        return wanted;
    }

    /** Any of these words, for texts that are like another. */
    static Wanted any(List<String> words) {
        var wanted = new Wanted();
        wanted.query.add(words.stream().map(Wanted::quoted).collect(Collectors.joining(" | ")));
        wanted.words.addAll(words);
        return wanted;
    }

    /** As PostgreSQL reads it. */
    String query() {
        return Stream.concat(query.stream(), without.stream().map(found -> "!" + found))
                .collect(Collectors.joining(" & "));
    }

    /**
     * What counts for how good a text is: PostgreSQL would take nearly all from it for what is not in
     * it.
     */
    String ranked() {
        return String.join(" & ", query);
    }

    /** Whether it is for this word that a text was found. */
    boolean means(String word) {
        return words.contains(word) || beginnings.stream().anyMatch(word::startsWith);
    }

    private String loose(String written, boolean isWithout) {
        var tokens = Token.of(written, MOST_WORDS);
        if (tokens.size() != 1) {
            return number(tokens, isWithout);
        }
        var word = tokens.getFirst().word();
        if (written.endsWith("*") && word.length() >= LEAST_BEGINNING) {
            return begun(word, isWithout);
        }
        boolean bends = word.length() >= LEAST_TO_BEND && !tokens.getFirst().hasDigit() && !isWithout;
        return exactly(word, isWithout) + (bends ? " | " + begun(stem(word), false) : "");
    }

    /** Written apart, or as one. */
    private String number(List<Token> tokens, boolean isWithout) {
        var phrase = phrase(tokens, isWithout);
        return tokens.stream().noneMatch(Token::hasDigit) || tokens.isEmpty()
                ? phrase
                : "(" + phrase + ") | "
                        + exactly(tokens.stream().map(Token::word).collect(Collectors.joining()), isWithout);
    }

    private String phrase(List<Token> tokens, boolean isWithout) {
        return tokens.stream().map(token -> exactly(token.word(), isWithout)).collect(Collectors.joining(" <-> "));
    }

    private String exactly(String word, boolean isWithout) {
        if (!isWithout) {
            words.add(word);
        }
        return quoted(word);
    }

    private String begun(String word, boolean isWithout) {
        if (!isWithout) {
            beginnings.add(word);
        }
        return quoted(word) + ":*";
    }

    private static String stem(String word) {
        return ENDINGS.stream().filter(ending -> word.endsWith(ending) && word.length() - ending.length() >= LEAST_STEM)
                .findFirst().map(ending -> word.substring(0, word.length() - ending.length())).orElse(word);
    }

    /** Words in normal form are of letters and digits: nothing in them is to be escaped. */
    private static String quoted(String word) {
        return "'" + word + "'";
    }
}
