package io.casehub.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.RulesFile;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which system is believed first: {@code mappings/ownership.yaml}, read anew when the file changes.
 */
@Component
class Ownership {

    private final RulesFile<List<String>> file;

    Ownership(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new RulesFile<>(folder.resolve("ownership.yaml"), Ownership::order, List.of());
    }

    /** The systems in the order in which a customer's values are taken from them. */
    List<String> systemsInOrder() {
        return file.rules();
    }

    private static List<String> order(JsonNode tree) {
        return StreamSupport.stream(tree.path("customer").path("order").spliterator(), false).map(JsonNode::asText)
                .toList();
    }
}
