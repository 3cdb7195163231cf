package io.casehub.view.golden;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whom the hub believes in what: {@code mappings/ownership.yaml}, read anew when the file changes.
 */
@Component
public class Ownership {

    private static final Rules NOBODY = new Rules(new Ranking(Rule.ORDER, List.of()), Map.of());

    private final LivingFile<Rules> file;

    Ownership(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(in(folder), NOBODY, (spot, text) -> read(spot));
    }

    /** As the file says now, or said before it was broken. */
    public Rules rules() {
        file.look();
        return file.said();
    }

    /**
     * The systems whose word counts for more in a field ({@code email}, {@code name}), the first first.
     *
     * @throws IllegalArgumentException where there is no such field
     */
    public List<String> believed(String field) {
        return rules().of(CodeWord.of(GoldenField.class, field)).systems();
    }

    /** Why the file in a folder of mappings cannot be used; empty where it can, or there is none. */
    public static Optional<FileBroken> fault(Path mappings) {
        try {
            if (Files.exists(in(mappings))) {
                read(Spot.read(in(mappings)));
            }
            return Optional.empty();
        } catch (FileBroken e) {
            return Optional.of(e);
        }
    }

    private static Path in(Path mappings) {
        return mappings.resolve("ownership.yaml");
    }

    private static Rules read(Spot file) {
        file.fields("customer", "case"); // what is said of cases is read by outbound.FieldRules
        var customer = file.get("customer");
        var said = customer.fields("order", "fields");
        if (said.isEmpty()) {
            throw customer.wrong("order is missing: the systems, the one believed first in front");
        }
        var general = new Ranking(Rule.ORDER, systems(said.get("order"), List.of()));
        var own = new EnumMap<GoldenField, Ranking>(GoldenField.class);
        fields(said.get("fields")).forEach((name, spot) -> {
            var field = CodeWord.find(GoldenField.class, name)
                    .orElseThrow(() -> spot.wrong("there is no field " + name + "; there are "
                            + words(GoldenField.ALL)));
            own.put(field, ranking(field, spot, general.systems()));
        });
        return new Rules(general, Map.copyOf(own));
    }

    /** None where nothing stands behind {@code fields:}, as when all lines below it are comments. */
    private static Map<String, Spot> fields(@Nullable Spot spot) {
        if (spot == null || spot.isText() && spot.text().isBlank()) {
            return Map.of();
        }
        var fields = spot.fields();
        if (fields.isEmpty()) {
            throw spot.wrong("a line for each field is wanted here, such as phone: {by: latest}");
        }
        return fields;
    }

    private static Ranking ranking(GoldenField field, Spot spot, List<String> otherwise) {
        var said = spot.fields("by", "order");
        if (said.isEmpty()) {
            throw spot.wrong("by or order is wanted here: " + field.word() + ": {by: latest} or "
                    + field.word() + ": {order: [crm, erp]}");
        }
        var by = Optional.ofNullable(said.get("by")).map(Ownership::by).orElse(Rule.ORDER);
        return new Ranking(by, systems(said.get("order"), otherwise));
    }

    private static Rule by(Spot spot) {
        return CodeWord.find(Rule.class, spot.text()).filter(Ranking.CHOICES::contains)
                .orElseThrow(() -> spot.wrong("by is one of " + words(Ranking.CHOICES)));
    }

    private static List<String> systems(@Nullable Spot spot, List<String> otherwise) {
        if (spot == null) {
            return otherwise;
        }
        var systems = spot.texts();
        if (systems.isEmpty()) {
            throw spot.wrong("order is a list of systems, the one believed first in front");
        }
        var seen = new HashSet<String>();
        systems.stream().filter(system -> !seen.add(system)).findFirst().ifPresent(twice -> {
            throw spot.wrong(twice + " stands in this order twice");
        });
        return systems;
    }

    private static String words(List<? extends CodeWord> values) {
        return values.stream().map(CodeWord::word).collect(Collectors.joining(", "));
    }

    /** What the file says. */
    public static final class Rules {

        private final Ranking general;
        private final Map<GoldenField, Ranking> own;

        Rules(Ranking general, Map<GoldenField, Ranking> own) {
            this.general = general;
            this.own = own;
        }

        Ranking general() {
            return general;
        }

        /** The parts of a name are chosen as the name is, lest one record's name get another's parts. */
        Ranking of(GoldenField field) {
            boolean isPart = field == GoldenField.GIVEN_NAME || field == GoldenField.SURNAME;
            var otherwise = isPart ? own.getOrDefault(GoldenField.NAME, general) : general;
            return own.getOrDefault(field, otherwise);
        }
    }
}
