package io.casehub.cases.linking;

import io.casehub.cases.linking.Edge.Rule;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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

    private final LivingFile<Map<Rule, Line>> file;

    LinkRules(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(folder.resolve("case-links.yaml"), Map.of(), (spot, text) -> read(spot));
    }

    /** What a rule says of two records that are so far apart; empty where it does not speak of them. */
    Optional<Verdict> verdict(Rule rule, Duration apart) {
        return Optional.ofNullable(lines().get(rule)).filter(line -> apart.compareTo(line.within()) <= 0)
                .map(Line::then);
    }

    /** How far apart two records may be about which any rule speaks, explicit links apart. */
    Duration widest() {
        return lines().values().stream().map(Line::within).filter(within -> within.compareTo(EVER) < 0)
                .max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** As many figures a number has at least before another is taken for its misspelling. */
    int leastDigits() {
        return Optional.ofNullable(lines().get(Rule.MISSPELT)).map(Line::leastDigits).orElse(LEAST_DIGITS);
    }

    private Map<Rule, Line> lines() {
        file.look();
        return file.said();
    }

    private static Map<Rule, Line> read(Spot file) {
        var lines = new EnumMap<Rule, Line>(Rule.class);
        file.get("rules").fields().forEach((name, spot) -> {
            var rule = CodeWord.find(Rule.class, name).filter(WRITTEN::contains)
                    .orElseThrow(() -> spot.wrong("there is no rule " + name + "; there are " + words(WRITTEN)));
            lines.put(rule, Line.of(spot));
        });
        lines.values().removeIf(Line::isIgnored);
        return Map.copyOf(lines);
    }

    private static String words(Set<Rule> rules) {
        return rules.stream().map(Rule::word).sorted().collect(Collectors.joining(", "));
    }

    /** One line of the file. */
    private record Line(Duration within, Verdict then, int leastDigits, boolean isIgnored) {

        static Line of(Spot said) {
            var fields = said.fields("within", "then", "least-digits");
            var then = said.get("then");
            if (!Set.of("link", "suggest", "ignore").contains(then.text())) {
                throw then.wrong("then is link, suggest or ignore");
            }
            boolean isIgnored = then.text().equals("ignore");
            return new Line(Optional.ofNullable(fields.get("within")).map(Line::duration).orElse(EVER),
                    isIgnored ? Verdict.SUGGEST : CodeWord.of(Verdict.class, then.text()),
                    Optional.ofNullable(fields.get("least-digits")).map(Line::digits).orElse(LEAST_DIGITS), isIgnored);
        }

        private static Duration duration(Spot said) {
            try {
                return DurationStyle.detectAndParse(said.text());
            } catch (IllegalArgumentException e) {
                throw said.wrong("within is a time such as 30d or 12h");
            }
        }

        private static Integer digits(Spot said) {
            if (!said.text().matches("[1-9][0-9]?")) {
                throw said.wrong("least-digits is a whole number from 1");
            }
            return Integer.valueOf(said.text());
        }
    }
}
