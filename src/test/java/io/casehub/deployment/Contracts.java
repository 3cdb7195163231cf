package io.casehub.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The settings of connectors, by their names in the environment, as {@code routes/} declare them.
 */
final class Contracts {

    private Contracts() {}

    static Set<String> all() {
        return settings(setting -> true);
    }

    static Set<String> required() {
        return settings(setting -> setting.path("required").asBoolean());
    }

    static Set<String> secrets() {
        return settings(setting -> setting.path("secret").asBoolean());
    }

    private static Set<String> settings(Predicate<JsonNode> wanted) {
        var names = new HashSet<String>();
        try (var folders = Files.list(Path.of("routes"))) {
            for (var folder : folders.filter(path -> Files.exists(path.resolve("connector.yaml"))).toList()) {
                var contract = new YAMLMapper().readTree(folder.resolve("connector.yaml").toFile());
                contract.path("settings").fields().forEachRemaining(setting -> {
                    if (wanted.test(setting.getValue())) {
                        names.add((folder.getFileName() + "_" + setting.getKey()).replace('-', '_')
                                .toUpperCase(Locale.ROOT));
                    }
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
