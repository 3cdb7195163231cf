package io.casehub.identity.normal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The word lists under {@code /identity}: one entry a line, {@code #} begins a comment. */
final class Lexicon {

    private Lexicon() {}

    static List<String> lines(String name) {
        try (InputStream in = Lexicon.class.getResourceAsStream("/identity/" + name + ".txt")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Lexicon::withoutComment)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The words of a list, blanks and line ends between them. */
    static Set<String> words(String name) {
        return words(name, Words::latin);
    }

    static Set<String> words(String name, UnaryOperator<String> normal) {
        return lines(name).stream()
                .flatMap(line -> Arrays.stream(line.split(" +")))
                .map(normal)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Lines {@code canonical: variant, variant}; each variant, and the canonical form, to the
     * canonical.
     */
    static Map<String, String> canonical(String name) {
        return canonical(name, Words::latin);
    }

    static Map<String, String> canonical(String name, UnaryOperator<String> normal) {
        var forms = new HashMap<String, String>();
        for (var line : lines(name)) {
            var head = normal.apply(head(line));
            forms.put(head, head);
            tail(line).forEach(variant -> forms.putIfAbsent(normal.apply(variant), head));
        }
        return Map.copyOf(forms);
    }

    static String head(String line) {
        int colon = line.indexOf(':');
        return (colon < 0 ? line : line.substring(0, colon)).strip();
    }

    static Stream<String> tail(String line) {
        return Arrays.stream(line.substring(line.indexOf(':') + 1).split(",")).map(String::strip)
                .filter(variant -> !variant.isEmpty());
    }

    private static String withoutComment(String line) {
        int comment = line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }
}
