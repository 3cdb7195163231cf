package io.casehub.view.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of some texts as PostgreSQL's full text keeps them. They are taken apart here and not
 * there, so that no language has to be known, umlauts and accents do not matter, and a number is
 * found however it is written: {@code B-240123} is kept as {@code b 240123} and {@code b240123}.
 */
final class Vector {

    /** What a server takes; a longer text is found by its beginning. */
    private static final int MOST_WORDS = 10_000;

    private static final int MOST_LETTERS = 400_000;
    private static final int MOST_PLACES = 200;
    private static final int LONGEST_NUMBER = 5;
    private static final Pattern LETTERS_THEN_DIGITS = Pattern.compile("[a-z]{1,4}([0-9]{4,})");

    private final Map<String, StringBuilder> places = new LinkedHashMap<>();
    private int place;
    private int letters;

    private Vector() {}

    static String of(List<Part> parts) {
        var vector = new Vector();
        parts.forEach(vector::add);
        return vector.places.entrySet().stream().map(word -> "'" + word.getKey() + "':" + word.getValue())
                .collect(Collectors.joining(" "));
    }

    private void add(Part part) {
        var tokens = Token.of(part.text(), MOST_WORDS - Math.min(place, MOST_WORDS));
        for (int at = 0; at < tokens.size(); at++) {
            place++;
            var token = tokens.get(at);
            put(token.word(), part.weight());
            var digits = LETTERS_THEN_DIGITS.matcher(token.word());
            if (digits.matches()) {
                put(digits.group(1), part.weight());
            }
            if (!token.isTied()) {
                joined(tokens.subList(at, tokens.size()), part.weight());
            }
        }
        // no phrase begins in one part and ends in the next
        place += 2;
    }

    private void joined(List<Token> tokens, char weight) {
        int end = 1;
        while (end < Math.min(tokens.size(), LONGEST_NUMBER) && tokens.get(end).isTied()) {
            end++;
        }
        var number = tokens.subList(0, end);
        if (end > 1 && number.stream().anyMatch(Token::hasDigit)) {
            put(number.stream().map(Token::word).collect(Collectors.joining()), weight);
        }
    }

    private void put(String word, char weight) {
        if (letters > MOST_LETTERS) {
            return;
        }
        var at = places.computeIfAbsent(word, first -> {
            letters += first.length();
            return new StringBuilder();
        });
        if (at.length() < MOST_PLACES) {
            at.append(at.isEmpty() ? "" : ",").append(place).append(weight);
        }
    }
}
