package io.casehub.cli;

import io.casehub.identity.laboratory.FieldMap;
import io.casehub.identity.laboratory.People;
import io.casehub.identity.matching.MatchingFile;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.mapping.Spot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The files on which matching is tried and trained. */
@Command // picocli mixes in nothing else
final class LaboratoryFiles {

    private static final String SHIPPED = "/identity/matching.yaml";

    @Option(names = "--left", required = true, paramLabel = "FILE.csv", description = "Records; the first line names the columns.")
    private Path left = Path.of("");

    @Option(names = "--right", paramLabel = "FILE.csv", description = "Records to be linked with those of --left; without it those of --left are compared with each other.")
    private @Nullable Path right;

    @Option(names = "--fields", required = true, paramLabel = "FILE.yaml", description = "What the columns mean: fields: {<column>: <field>}.")
    private Path fields = Path.of("");

    @Option(names = "--config", paramLabel = "FILE.yaml", description = "How records are matched; mappings/matching.yaml unless given.")
    private @Nullable Path config;

    People people(boolean isPlain) {
        var map = FieldMap.read(Spot.read(fields));
        return People.read(left, right, isPlain ? map.plain() : map);
    }

    /** The rules: those that were named, or the hub's. */
    Config config(List<String> settings) {
        return config == null ? Config.usual(settings) : Config.read(config);
    }

    /** How records are matched, and where that stands. */
    record Config(Path file, String text) {

        /** The hub's own; where its folder of mappings has none, what the jar carries. */
        static Config usual(List<String> settings) {
            var file = HubSettings.mappingsIfAny(settings).resolve("matching.yaml");
            return Files.isRegularFile(file) ? read(file) : new Config(file, shipped());
        }

        static Config read(Path file) {
            Spot.read(file);
            try {
                return new Config(file, Files.readString(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String shipped() {
            try (var shipped = Objects.requireNonNull(Config.class.getResourceAsStream(SHIPPED), SHIPPED)) {
                return new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        MatchingRules rules() {
            return MatchingFile.read(Spot.of(file, text));
        }
    }
}
