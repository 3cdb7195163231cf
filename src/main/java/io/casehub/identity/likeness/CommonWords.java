package io.casehub.identity.likeness;

import io.casehub.identity.normal.OrganisationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * How much of an organisation's name a word is, from {@code /identity/organisation-common.txt}: 1
 * unless it stands there.
 */
final class CommonWords {

    private static final Map<String, Double> WEIGHTS = new HashMap<>();

    static {
        try (InputStream in = CommonWords.class.getResourceAsStream("/identity/organisation-common.txt")) {
            new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank()).forEach(CommonWords::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommonWords() {}

    /** Words are read as those of names are, so that both have one form. */
    private static void add(String line) {
        int colon = line.indexOf(':');
        double weight = Double.parseDouble(line.substring(0, colon));
        Arrays.stream(line.substring(colon + 1).strip().split("\\s+"))
                .flatMap(word -> OrganisationName.of(word).words().stream()).forEach(word -> WEIGHTS.put(word, weight));
    }

    static double weight(String word) {
        return WEIGHTS.getOrDefault(word, 1.0);
    }
}
