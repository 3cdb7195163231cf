package io.casehub.intake.reading.words;

import static java.util.stream.Collectors.toMap;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The language a text is in: by its script where that tells, else by the small words it is full of.
 */
public final class Language {

    private static final Map<String, Set<String>> SMALL_WORDS = Phrases.of("function-words").stream()
            .collect(toMap(Phrases.Phrase::language, line -> Set.of(distinct(line.words()))));
    private static final Map<String, String> LETTERS = Phrases.of("special-letters").stream()
            .collect(toMap(Phrases.Phrase::language, Phrases.Phrase::words));
    private static final double OF_A_LETTER = 0.3;
    private static final Map<UnicodeScript, String> OF_SCRIPTS = Map.of(UnicodeScript.HANGUL, "ko",
            UnicodeScript.GREEK, "el", UnicodeScript.HEBREW, "he", UnicodeScript.ARABIC, "ar", UnicodeScript.THAI,
            "th", UnicodeScript.DEVANAGARI, "hi", UnicodeScript.HAN, "zh", UnicodeScript.HIRAGANA, "ja",
            UnicodeScript.KATAKANA, "ja");
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{1,30}");
    private static final Pattern NO_WORDS = Pattern
            .compile("\\S{1,500}@\\S{1,500}|https?://\\S{1,2000}|<[^<>]{0,2000}>");
    private static final int SAMPLE = 2_000;
    private static final int FEWEST = 2;

    private Language() {}

    /** Its ISO 639 code; empty where the text is too short to tell, or in none of those known. */
    public static Optional<String> of(String text) {
        var sample = NO_WORDS.matcher(text.length() > SAMPLE ? text.substring(0, SAMPLE) : text).replaceAll(" ");
        var scripts = scripts(sample);
        int kana = scripts.getOrDefault(UnicodeScript.HIRAGANA, 0) + scripts.getOrDefault(UnicodeScript.KATAKANA, 0);
        int letters = scripts.values().stream().mapToInt(Integer::intValue).sum();
        if (kana > 2 && kana * 10 > scripts.getOrDefault(UnicodeScript.HAN, 0)) {
            return Optional.of("ja");
        }
        return scripts.entrySet().stream()
                // a character of Han or Hangul says as much as some letters
                .filter(script -> OF_SCRIPTS.containsKey(script.getKey()) && script.getValue() * 4 > letters)
                .max(Map.Entry.comparingByValue())
                .map(script -> OF_SCRIPTS.getOrDefault(script.getKey(), ""))
                .or(() -> bySmallWords(sample));
    }

    private static Map<UnicodeScript, Integer> scripts(String text) {
        var scripts = new EnumMap<UnicodeScript, Integer>(UnicodeScript.class);
        text.codePoints().filter(Character::isLetter)
                .forEach(letter -> scripts.merge(UnicodeScript.of(letter), 1, Integer::sum));
        return scripts;
    }

    private static Optional<String> bySmallWords(String text) {
        var scores = new HashMap<String, Double>();
        WORD.matcher(text.toLowerCase(Locale.ROOT)).results().forEach(word -> {
            var of = SMALL_WORDS.entrySet().stream().filter(language -> language.getValue().contains(word.group()))
                    .map(Map.Entry::getKey).toList();
            // a word that many share says little; a letter alone says less
            of.forEach(language -> scores.merge(language, (word.group().length() > 1 ? 1.0 : 0.4) / of.size(),
                    Double::sum));
        });
        text.toLowerCase(Locale.ROOT).chars().filter(letter -> letter > 0x7f).forEach(letter -> {
            var of = LETTERS.entrySet().stream().filter(language -> language.getValue().indexOf(letter) >= 0)
                    .map(Map.Entry::getKey).toList();
            of.forEach(language -> scores.merge(language, OF_A_LETTER / of.size(), Double::sum));
        });
        return scores.entrySet().stream().filter(score -> score.getValue() * FEWEST > 1)
                .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private static String[] distinct(String words) {
        return Pattern.compile("\\s+").splitAsStream(words).distinct().toArray(String[]::new);
    }
}
