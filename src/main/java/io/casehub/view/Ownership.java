package io.casehub.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which system is believed first: {@code mappings/ownership.yaml}, read anew when the file changes.
 */
@Component
class Ownership {

    private static final ObjectMapper YAML = new YAMLMapper();

    private final Path file;
    private @Nullable FileTime readAt;
    private List<String> systemsInOrder = List.of();

    Ownership(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = folder.resolve("ownership.yaml");
    }

    /** The systems in the order in which a customer's values are taken from them. */
    synchronized List<String> systemsInOrder() {
        try {
            var changedAt = Files.getLastModifiedTime(file);
            if (!changedAt.equals(readAt)) {
                var order = YAML.readTree(file.toFile()).path("customer").path("order");
                systemsInOrder = order.isArray()
                        ? YAML.convertValue(order, YAML.getTypeFactory()
                                .constructCollectionType(List.class, String.class))
                        : List.of();
                readAt = changedAt;
            }
            return systemsInOrder;
        } catch (IOException e) {
            throw new UncheckedIOException("mappings/ownership.yaml cannot be read", e);
        }
    }
}
