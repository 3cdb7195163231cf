package io.casehub.cases.linking;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.mapping.RulesFile;
import io.casehub.model.CodeWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * What counts as evidence: {@code mappings/case-links.yaml}, read anew when the file changes.
 */
@Component
class LinkRules {

    private static final Set<Rule> WRITTEN = Set.of(Rule.TOLD, Rule.NAMED, Rule.SAME_ORDER, Rule.MISSPELT,
            Rule.SEVERAL_ORDERS, Rule.SAME_DAYS);
    private static final Duration EVER = Duration.ofDays(36_500);
    private static final int LEAST_DIGITS = 6;

    private final RulesFile<Map<Rule, Line>> file;

    LinkRules(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new RulesFile<>(folder.resolve("case-links.yaml"), LinkRules::read, Map.of());
    }

    /** What a rule says of two records that are so far apart; empty where it does not speak of them. */
    Optional<Verdict> verdict(Rule rule, Duration apart) {
        return Optional.ofNullable(file.rules().get(rule)).filter(line -> apart.compareTo(line.within()) <= 0)
                .map(Line::then);
    }

    /** How far apart two records may be about which any rule speaks, explicit links apart. */
    Duration widest() {
        return file.rules().values().stream().map(Line::within).filter(within -> within.compareTo(EVER) < 0)
                .max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** As many figures a number has at least before another is taken for its misspelling. */
    int leastDigits() {
        return Optional.ofNullable(file.rules().get(Rule.MISSPELT)).map(Line::leastDigits).orElse(LEAST_DIGITS);
    }

    private static Map<Rule, Line> read(JsonNode tree) {
        var lines = new EnumMap<Rule, Line>(Rule.class);
        tree.path("rules").fields().forEachRemaining(entry -> {
            var rule = CodeWord.find(Rule.class, entry.getKey()).filter(WRITTEN::contains)
                    .orElseThrow(() -> new IllegalArgumentException("rules are " + words(WRITTEN) + ", not "
                            + entry.getKey()));
            lines.put(rule, Line.of(entry.getKey(), entry.getValue()));
        });
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("there are no rules; to join nothing, say then: ignore of each");
        }
        lines.values().removeIf(Line::isIgnored);
        return Map.copyOf(lines);
    }

    private static Collection<String> words(Set<Rule> rules) {
        return rules.stream().map(Rule::word).sorted().toList();
    }

    /** One line of the file. */
    private record Line(Duration within, Verdict then, int leastDigits, boolean isIgnored) {

        private static final Set<String> KEYS = Set.of("within", "then", "least-digits");

        static Line of(String name, JsonNode said) {
            said.fieldNames().forEachRemaining(key -> {
                if (!KEYS.contains(key)) {
                    throw new IllegalArgumentException(
                            "rule " + name + " has within, then and least-digits, not " + key);
                }
            });
            var then = said.path("then").asText();
            if (!Set.of("link", "suggest", "ignore").contains(then)) {
                throw new IllegalArgumentException("rule " + name + ": then is link, suggest or ignore");
            }
            boolean isIgnored = then.equals("ignore");
            return new Line(said.has("within") ? DurationStyle.detectAndParse(said.path("within").asText()) : EVER,
                    isIgnored ? Verdict.SUGGEST : CodeWord.of(Verdict.class, then),
                    said.path("least-digits").asInt(LEAST_DIGITS), isIgnored);
        }
    }
}
