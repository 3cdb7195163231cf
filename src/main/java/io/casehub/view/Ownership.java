package io.casehub.view;

import io.casehub.mapping.LivingFile;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Which system is believed first: {@code mappings/ownership.yaml}, read anew when the file changes.
 */
@Component
class Ownership {

    private final LivingFile<List<String>> file;

    Ownership(@Value("${casehub.mappings:mappings}") Path folder) {
        this.file = new LivingFile<>(folder.resolve("ownership.yaml"), List.of(), (spot, text) -> order(spot));
    }

    /** The systems in the order in which a customer's values are taken from them. */
    List<String> systemsInOrder() {
        file.look();
        return file.said();
    }

    private static List<String> order(Spot file) {
        return file.find("customer").flatMap(customer -> customer.find("order")).map(Spot::texts).orElse(List.of());
    }
}
