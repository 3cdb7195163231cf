package io.casehub.connector.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.schibsted.spt.data.jslt.JsltException;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mapping;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * That a system has a word for every status a hub case can have, or is declared not to be told of
 * it in {@code case-status.yaml}.
 */
public final class StatusWords {

    private static final String MAPPING = "case-status-out";

    private final Path mappings;

    /** @param mappings the folder of mappings */
    public StatusWords(Path mappings) {
        this.mappings = mappings;
    }

    /**
     * The statuses a system has neither a word for nor is said not to be told of; nothing where it
     * takes none.
     *
     * @throws io.casehub.mapping.MappingUnusable where its mapping does not compile
     */
    public List<Finding> findings(String system) {
        var file = mappings.resolve(system).resolve(MAPPING + ".jslt");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        var untold = untold(system);
        var mapping = new Mappings(mappings).get(system + "/" + MAPPING);
        return Arrays.stream(CaseStatus.values())
                .filter(status -> status != CaseStatus.UNKNOWN && !untold.contains(status.word()))
                .filter(status -> !says(mapping, status))
                .map(status -> new Finding(file, 1,
                        "has no answer for " + status.word() + ": give it the word of " + system
                                + ", or say not-told: [" + status.word() + "] of it in "
                                + mappings.resolve("case-status.yaml")))
                .toList();
    }

    /** With everything a command brings along, whatever the system needs of it. */
    private static boolean says(Mapping mapping, CodeWord status) {
        var command = JsonNodeFactory.instance.objectNode().put("value", status.word())
                .put("id", "00000000-0000-4000-8000-000000000000").put("entity", "case").put("key", "1")
                .put("sequence", 1).put("case", "CH-000001");
        try {
            return !mapping.apply(command).isNull();
        } catch (JsltException e) {
            return false;
        }
    }

    private List<String> untold(String system) {
        var rules = mappings.resolve("case-status.yaml");
        try {
            return Files.isRegularFile(rules)
                    ? Spot.read(rules).find("systems").map(Spot::fields).orElse(Map.of()).entrySet().stream()
                            .filter(entry -> entry.getKey().equals(system))
                            .flatMap(entry -> entry.getValue().find("not-told").stream())
                            .flatMap(list -> list.texts().stream()).toList()
                    : List.of();
        } catch (FileBroken e) {
            return List.of(); // told by its own reader
        }
    }
}
