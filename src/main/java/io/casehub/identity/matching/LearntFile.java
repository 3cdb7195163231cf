package io.casehub.identity.matching;

import io.casehub.identity.matching.Model.Chance;
import io.casehub.identity.matching.Model.Home;
import io.casehub.mapping.Spot;
import io.casehub.model.CustomerKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code matching.yaml} with the weights that were learnt: line by line as it was, but for the
 * weights, the version, and the name of the file of frequencies.
 */
public final class LearntFile {

    private static final Pattern LEVEL = Pattern.compile("(\\s*[\\w-]+:\\s*)\\{[^}]*}\\s*(#.*)?");
    private static final Pattern VALUE = Pattern.compile("(\\s*[\\w-]+:\\s*)[^#]*?(\\s+#.*)?");
    private static final int DIGITS = 4;
    private static final int MOST_TERMS = 2_000;
    private static final int FEWEST_BEARERS = 5;

    private final MatchingRules before;
    private final MatchingRules learnt;
    private final Map<CustomerKind, Frequencies> terms = new EnumMap<>(CustomerKind.class);
    private final List<Change> changes = new ArrayList<>();
    private final List<String> lines;

    private LearntFile(MatchingRules before, MatchingRules learnt, List<String> lines) {
        this.before = before;
        this.learnt = learnt;
        this.lines = lines;
    }

    /**
     * @param text of the file from which the weights were learnt on
     * @param profiles those of whom the weights were learnt
     * @param terms the name of the file of frequencies, which lies beside this one
     * @throws io.casehub.mapping.FileBroken where a level has no line of its own
     */
    public static LearntFile of(Path file, String text, MatchingRules learnt, List<Profile> profiles, String terms) {
        var said = Spot.of(file, text);
        var made = new LearntFile(MatchingFile.read(said), learnt, new ArrayList<>(text.lines().toList()));
        for (var kind : CustomerKind.values()) {
            made.learn(kind, said.get("models").get(kind.word()),
                    profiles.stream().filter(one -> one.kind() == kind).toList());
        }
        made.replace(said.get("version"), VALUE, next(made.before.version()));
        if (said.find("frequencies").isPresent()) {
            made.replace(said.get("frequencies"), VALUE, terms);
        } else {
            made.lines.add(said.get("version").line(), "frequencies: " + terms);
        }
        return made;
    }

    public String text() {
        return String.join("\n", lines) + "\n";
    }

    /** What the file of frequencies says. */
    public String terms() {
        return new Terms(terms).text();
    }

    public String version() {
        return next(before.version());
    }

    /** The weights that became others, those that changed most first. */
    public List<Change> changes() {
        return changes.stream().filter(Change::isOne)
                .sorted((one, other) -> Double.compare(Math.abs(other.difference()), Math.abs(one.difference())))
                .toList();
    }

    private void learn(CustomerKind kind, Spot said, List<Profile> profiles) {
        var model = learnt.model(kind);
        boolean isLearnt = model != before.model(kind) && profiles.size() > 1;
        terms.put(kind, isLearnt
                ? Frequencies.common(profiles, MOST_TERMS, FEWEST_BEARERS)
                : before.model(kind).frequencies());
        if (!isLearnt) {
            return;
        }
        replace(said.get("prior"), VALUE, number(model.prior()));
        replace(said.get("household"), VALUE, number(model.household()));
        replace(said.get("places"), VALUE, number(model.places()));
        var traits = said.get("traits").fields();
        model.chances().forEach((trait, levels) -> levels.forEach((level, chance) -> {
            var spot = Objects.requireNonNull(traits.get(trait.word())).get(level.word());
            replace(spot, LEVEL, shown(chance));
            var was = Objects
                    .requireNonNull(Objects.requireNonNull(before.model(kind).chances().get(trait)).get(level));
            changes.add(new Change(kind.word(), trait.word(), level.word(), was.bits(), chance.bits()));
        }));
    }

    private void replace(Spot spot, Pattern form, String value) {
        var line = form.matcher(lines.get(spot.line() - 1));
        if (!line.matches()) {
            throw spot.wrong(
                    "this needs a line of its own, as in  exact: {m: 0.9, u: 0.01}, so that what is learnt can be "
                            + "written here");
        }
        lines.set(spot.line() - 1, line.group(1) + value + kept(line, form));
    }

    /** The comment behind a value stays; the one behind a level is ours. */
    private static String kept(Matcher line, Pattern form) {
        return form == VALUE && line.group(2) != null ? line.group(2) : "";
    }

    private static String shown(Chance chance) {
        var home = chance.home() instanceof Home.Usual(double h) ? ", h: " + number(h) : "";
        return "{m: " + number(chance.m()) + ", u: " + number(chance.u()) + home + "}  # "
                + String.format(Locale.ROOT, "%+.1f bits", chance.bits());
    }

    /** As people read it: no exponent, no more digits than mean something. */
    static String number(double value) {
        return new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros().toPlainString();
    }

    /** 1 becomes 2, {@code 2026-b} becomes {@code 2026-b.2}. */
    private static String next(String version) {
        var parts = version.split("\\.");
        var last = parts[parts.length - 1];
        if (last.matches("\\d{1,9}") && (parts.length > 1 || version.equals(last))) {
            parts[parts.length - 1] = String.valueOf(Integer.parseInt(last) + 1);
            return String.join(".", Arrays.asList(parts));
        }
        return version + ".2";
    }

    /**
     * A weight that was learnt.
     *
     * @param before in bits
     * @param after in bits
     */
    public record Change(String kind, String trait, String level, double before, double after) {

        private static final double LEAST = 0.05;

        public double difference() {
            return after - before;
        }

        private boolean isOne() {
            return Math.abs(difference()) >= LEAST;
        }
    }
}
