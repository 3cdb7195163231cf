package io.casehub.connector.check;

import io.casehub.mapping.MappingTests;
import io.casehub.mapping.MappingUnusable;
import io.casehub.mapping.Mappings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a connector's mappings must hold to: they compile, say what they are, and pass their tests.
 */
final class MappingRules {

    private static final Pattern LINE = Pattern.compile("at line (\\d+), column \\d+");
    private static final Pattern PLACE = Pattern.compile("at (\\S+\\.jslt):(\\d+):\\d+");
    private static final Pattern NOISE = Pattern.compile("(?s)^mapping \\S+ cannot be used: |\\R.*");

    private final Path mappings;

    MappingRules(Path mappings) {
        this.mappings = mappings;
    }

    List<Finding> findings(String system, Path contract) {
        var folder = mappings.resolve(system);
        var files = Lines.files(folder, ".jslt");
        if (files.isEmpty()) {
            return List.of(new Finding(contract, 1, "there is no mapping: write " + folder.resolve("customer.jslt")
                    + " or what else the system knows"));
        }
        var findings = new ArrayList<Finding>();
        files.forEach(file -> findings.addAll(form(file)));
        Lines.files(folder, ".test.yaml").forEach(file -> findings.addAll(Lines.of(file).leftOpen()));
        var tests = new MappingTests(mappings);
        var broken = files.stream().filter(file -> !tests.isLibrary(file))
                .flatMap(file -> compilation(system, file).stream()).toList();
        findings.addAll(broken);
        if (broken.isEmpty()) {
            findings.addAll(new StatusWords(mappings).findings(system));
            tests.run(system).forEach(result -> result.faults()
                    .forEach(fault -> findings.add(new Finding(result.file(), result.line(),
                            "test \"" + result.name() + "\": " + fault))));
        }
        return findings;
    }

    /** Mappings to which there is no connector. */
    List<Finding> orphans(Path routes) {
        return Lines.files(mappings, "").stream()
                .filter(folder -> Files.isDirectory(folder) && !folder.getFileName().toString().equals("cases")
                        && !Files.isDirectory(routes.resolve(folder.getFileName())))
                .map(folder -> new Finding(folder, 1, "belongs to no connector: there is no folder "
                        + routes.resolve(folder.getFileName()) + ", so take it away or name it like its connector"))
                .toList();
    }

    private static List<Finding> form(Path file) {
        var lines = Lines.of(file);
        var findings = new ArrayList<>(lines.leftOpen());
        if (!lines.beginsWith("// ")) {
            findings.add(new Finding(file, 1, "begins with a comment that says what it maps: // …"));
        }
        return findings;
    }

    private List<Finding> compilation(String system, Path file) {
        try {
            new Mappings(mappings).get(system + "/" + file.getFileName().toString().replace(".jslt", ""));
            return List.of();
        } catch (MappingUnusable e) {
            var message = String.valueOf(e.getMessage());
            var place = PLACE.matcher(message);
            var line = LINE.matcher(message);
            boolean isPlaced = place.find();
            int at = line.find() ? Integer.parseInt(line.group(1)) : isPlaced ? Integer.parseInt(place.group(2)) : 1;
            return List.of(new Finding(isPlaced ? mappings.resolve(place.group(1)) : file, at,
                    "does not compile: " + NOISE.matcher(message).replaceAll("")));
        }
    }
}
