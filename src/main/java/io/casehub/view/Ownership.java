package io.casehub.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which system is believed first: {@code mappings/ownership.yaml}, read anew when the file changes.
 */
@Component
class Ownership {

    private static final Logger log = LoggerFactory.getLogger(Ownership.class);
    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path file;
    private @Nullable FileTime readAt;
    private List<String> systemsInOrder = List.of();

    Ownership(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = folder.resolve("ownership.yaml");
    }

    /**
     * The systems in the order in which a customer's values are taken from them. Where the file cannot
     * be read they are as they were before: a slip of the pen is no reason to park records.
     */
    synchronized List<String> systemsInOrder() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            var changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                readAt = changedAt;
                systemsInOrder = read();
            }
        } catch (IOException | IllegalArgumentException e) {
            log.atWarn().addKeyValue("file", file).addKeyValue("reason", e.getMessage())
                    .log("ownership is not read; the old order stays");
        }
        return systemsInOrder;
    }

    private List<String> read() throws IOException {
        var order = YAML.readTree(file.toFile()).path("customer").path("order");
        return order.isArray()
                ? YAML.convertValue(order, YAML.getTypeFactory().constructCollectionType(List.class, String.class))
                : List.of();
    }
}
