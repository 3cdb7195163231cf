package io.casehub.connector;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A connector's contract, {@code routes/<system>/connector.yaml}: what it is called, what it must
 * be told, what its system can be told.
 *
 * @param staleAfter how long its system may be silent before what the hub knows counts as stale
 * @param settings by name; the property {@code <system>.<name>} or the environment gives the value
 * @param datasource for JDBC routes: reached as {@code jdbc:<system>}
 * @param commands what may be sent there, by the word of its kind
 */
record ConnectorFile(String title, @Nullable String staleAfter, Map<String, Setting> settings,
        @Nullable Datasource datasource, Map<String, CommandRule> commands, List<String> owns) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .build();

    ConnectorFile {
        if (title == null || title.isBlank()) {
            throw new IllegalArgumentException("title is missing");
        }
        settings = settings == null ? Map.of() : Map.copyOf(settings);
        commands = commands == null ? Map.of() : Map.copyOf(commands);
        owns = owns == null ? List.of() : List.copyOf(owns);
    }

    /** @throws ConnectorBroken where the file is missing or says something it cannot */
    static ConnectorFile read(Path folder) {
        var file = folder.resolve("connector.yaml");
        if (!Files.isRegularFile(file)) {
            throw new ConnectorBroken(file + " is missing");
        }
        try {
            return YAML.readValue(file.toFile(), ConnectorFile.class);
        } catch (JsonProcessingException e) {
            var line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ConnectorBroken(file + ":" + line + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ConnectorBroken(file + " cannot be read: " + e.getMessage());
        }
    }

    Duration silence() {
        return staleAfter == null
                ? Duration.ofMinutes(1)
                : DurationStyle.detectAndParse(staleAfter);
    }

    /** What a connector must or may be told. A secret never stands in a file of the repository. */
    record Setting(boolean required, boolean secret, @JsonProperty("default") @Nullable String otherwise,
            @Nullable String description) {}

    /** A database of the system; values may be settings ({@code {{erp.url}}}). */
    record Datasource(String url, String username, String password) {}

    /**
     * A kind of command the system takes.
     *
     * @param repeatable sending it twice has one effect: it takes a key, or tells versions apart
     */
    record CommandRule(boolean repeatable) {}
}
