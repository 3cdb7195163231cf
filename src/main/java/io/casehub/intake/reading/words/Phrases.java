package io.casehub.intake.reading.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What people and programs write in many languages, from a resource of one line per phrase: its
 * language, a blank, its words. Lines that begin with {@code #} are comments; {@code …} stands for
 * up to 80 characters of anything.
 */
public final class Phrases {

    /** A phrase and the language it is of (ISO 639). */
    public record Phrase(String language, String words) {}

    private static final String ANYTHING = "[^\\n]{1,80}?";

    private final List<Phrase> phrases;

    private Phrases(List<Phrase> phrases) {
        this.phrases = phrases;
    }

    /** The resource of that name in the folder {@code phrases} beside the mail reader. */
    public static Phrases of(String name) {
        var file = "/io/casehub/intake/reading/phrases/" + name + ".txt";
        try (var in = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file)) {
            return new Phrases(new String(in.readAllBytes(), UTF_8).lines().map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+", 2))
                    .map(words -> new Phrase(words[0], words[1]))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Stream<Phrase> stream() {
        return phrases.stream();
    }

    /**
     * A regular expression, without groups that capture, that finds any of them as whole words; the
     * longest first. Letters' case is for the flags of its user to ignore.
     */
    public String anyOf() {
        return phrases.stream().map(Phrase::words).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Phrases::expression)
                .collect(joining("|", "(?:", ")"));
    }

    /** Any of them, anywhere, in any case. */
    public Pattern anywhere() {
        return Pattern.compile(anyOf(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String expression(String words) {
        var expression = Stream.of(words.split("…", -1))
                .map(part -> Stream.of(part.split("\\s+", -1)).map(word -> word.isEmpty() ? "" : Pattern.quote(word))
                        .collect(joining("\\s{1,5}")))
                .collect(joining(ANYTHING));
        return (isWord(words.charAt(0)) ? "(?<![\\p{L}\\p{N}])" : "") + expression
                + (isWord(words.charAt(words.length() - 1)) ? "(?![\\p{L}\\p{N}])" : "");
    }

    /** Scripts that write words apart; the others have no ends to look for. */
    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c)
                && !Character.isIdeographic(c)
                && !List.of(Character.UnicodeScript.HIRAGANA, Character.UnicodeScript.KATAKANA,
                        Character.UnicodeScript.HANGUL).contains(Character.UnicodeScript.of(c));
    }
}
