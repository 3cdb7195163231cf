package io.casehub.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A {@code *.test.yaml} as it was read.
 *
 * @param lines where each case begins
 * @param fault why there is nothing to run, {@code null} where there is
 */
record TestFile(Path path, String mapping, List<JsonNode> cases, List<Integer> lines, int faultLine,
        @Nullable String fault) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static TestFile of(Path path) {
        try {
            var text = Files.readString(path);
            var tree = YAML.readTree(text);
            var cases = new ArrayList<JsonNode>();
            tree.path("cases").forEach(cases::add);
            return new TestFile(path, tree.path("mapping").asText(), cases, lines(text), 1,
                    cases.isEmpty() ? "has no cases: give it a list of them" : null);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            return new TestFile(path, "", List.of(), List.of(), at == null ? 1 : Math.max(1, at.getLineNr()),
                    "is not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mapping it is the test of. */
    Path neighbour() {
        return Path.of(path.toString().replace(".test.yaml", ".jslt"));
    }

    /** Jackson's trees know no lines. */
    private static List<Integer> lines(String text) {
        if (new Yaml().compose(new StringReader(text)) instanceof MappingNode root) {
            for (var tuple : root.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals("cases")
                        && tuple.getValueNode() instanceof SequenceNode cases) {
                    return cases.getValue().stream().map(TestFile::line).toList();
                }
            }
        }
        return List.of();
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
