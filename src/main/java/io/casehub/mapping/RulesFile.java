package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rules that stand in a YAML file and are read anew when it changes. Where it cannot be read they
 * stay as they were: a slip of the pen is no reason to stop.
 */
public final class RulesFile<T> {

    private static final Logger log = LoggerFactory.getLogger(RulesFile.class);
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path file;
    private final Function<JsonNode, T> reading;
    private @Nullable FileTime readAt;
    private T rules;

    /**
     * @param reading makes rules of the file's tree; says what is wrong by an IllegalArgumentException
     * @param without the rules where there is no such file
     */
    public RulesFile(Path file, Function<JsonNode, T> reading, T without) {
        this.file = file;
        this.reading = reading;
        this.rules = without;
    }

    public synchronized T rules() {
        if (!Files.isRegularFile(file)) {
            return rules;
        }
        try {
            var changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                readAt = changedAt;
                rules = reading.apply(YAML.readTree(file.toFile()));
            }
        } catch (IOException | IllegalArgumentException e) {
            log.atWarn().addKeyValue("file", file).addKeyValue("reason", e.getMessage())
                    .log("rules cannot be read; those before stay");
        }
        return rules;
    }
}
