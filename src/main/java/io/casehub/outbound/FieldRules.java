package io.casehub.outbound;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import io.casehub.model.CodeWord;
import io.casehub.outbound.FieldRule.Clash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Whose the fields of a case are: the section {@code case} of {@code mappings/ownership.yaml}, read
 * anew when the file changes. One that cannot be used keeps the hub from starting: with nobody's
 * word on who owns what, it could only overwrite.
 */
@Component
public class FieldRules {

    /** Fields a rule can be given for, beside {@code fields.<name>} of the case's type. */
    public static final Set<String> FIELDS = Set.of("status", "priority", "assignee", "subject", "queue", "team",
            "close-reason", "comment", "attachment");

    private static final Pattern TYPED = Pattern.compile("fields\\.[A-Za-z][A-Za-z0-9_-]{0,59}");
    private static final Pattern SYSTEM = Pattern.compile("[a-z][a-z0-9-]*");

    private final LivingFile<Map<String, FieldRule>> file;

    FieldRules(@Value("${casehub.mappings:mappings}") Path folder) {
        fault(folder).ifPresent(broken -> {
            throw broken;
        });
        this.file = new LivingFile<>(in(folder), Map.of(), (spot, text) -> read(spot));
    }

    /** What is so of a field, {@code status} or {@code fields.rma}. */
    public FieldRule of(String field) {
        file.look();
        return file.said().getOrDefault(field, FieldRule.USUAL);
    }

    /** Whether there can be a field of this name. */
    public static boolean isField(String name) {
        return FIELDS.contains(name) || TYPED.matcher(name).matches();
    }

    /** Why the section cannot be used; empty where it can, or there is none. */
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

    private static Map<String, FieldRule> read(Spot file) {
        var rules = new HashMap<String, FieldRule>();
        file.find("case").ifPresent(section -> section.fields().forEach((name, spot) -> {
            if (!isField(name)) {
                throw spot.wrong("a case has no field " + name + "; there are "
                        + FIELDS.stream().sorted().collect(Collectors.joining(", "))
                        + ", and fields.<name> of its type");
            }
            rules.put(name, rule(name, spot));
        }));
        return Map.copyOf(rules);
    }

    private static FieldRule rule(String name, Spot spot) {
        var said = spot.fields("owner", "conflict", "told");
        if (said.isEmpty()) {
            throw spot.wrong("owner, conflict or told is wanted here: " + name
                    + ": {owner: source, conflict: owner-wins, told: [crm]}");
        }
        var owner = Optional.ofNullable(said.get("owner")).map(FieldRules::owner).orElse(FieldRule.USUAL.owner());
        var conflict = Optional.ofNullable(said.get("conflict")).map(FieldRules::clash)
                .orElse(FieldRule.USUAL.conflict());
        return new FieldRule(owner, conflict, Optional.ofNullable(said.get("told")).map(FieldRules::systems));
    }

    private static String owner(Spot spot) {
        if (!SYSTEM.matcher(spot.text()).matches()) {
            throw spot.wrong("owner is source, lead, hub or the name of a system, and not " + spot.text());
        }
        return spot.text();
    }

    private static Clash clash(Spot spot) {
        return CodeWord.find(Clash.class, spot.text()).orElseThrow(() -> spot.wrong("conflict is one of "
                + Arrays.stream(Clash.values()).map(CodeWord::word).collect(Collectors.joining(", "))
                + ", and not " + spot.text()));
    }

    private static List<String> systems(Spot spot) {
        if (spot.isText() && spot.text().equals("nobody")) {
            return List.of();
        }
        var systems = spot.texts();
        var seen = new HashSet<String>();
        systems.forEach(system -> {
            if (!SYSTEM.matcher(system).matches() || !seen.add(system)) {
                throw spot.wrong("told is nobody, or a list of systems with each of them once, and not " + systems);
            }
        });
        if (systems.isEmpty()) {
            throw spot.wrong("told is nobody, or a list of systems such as [crm, rt]");
        }
        return systems;
    }
}
