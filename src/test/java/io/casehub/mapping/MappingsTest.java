package io.casehub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the tests that lie beside the mappings. {@code docs/add-a-connector.md} tells their form.
 */
class MappingsTest {

    private static final Path FOLDER = Path.of("mappings");
    private static final Pattern IMPORT = Pattern.compile("^import \"([^\"]+)\"");
    private static final Instant FETCHED = Instant.parse("2026-11-21T20:00:00Z");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Mappings mappings = new Mappings(FOLDER);

    @TestFactory
    Stream<DynamicContainer> everyMappingDoesWhatItsTestSays() {
        return files(".test.yaml").map(this::suite);
    }

    @Test
    void everyMappingHasItsTest() {
        var tested = files(".test.yaml").map(file -> file.toString().replace(".test.yaml", ".jslt")).toList();

        var libraries = libraries();

        assertThat(files(".jslt").map(Path::toString).filter(file -> !libraries.contains(file)))
                .isNotEmpty().allMatch(tested::contains);
    }

    private DynamicContainer suite(Path file) {
        var suite = read(file);
        var name = suite.path("mapping").asText();
        return dynamicContainer(name, Stream.concat(
                Stream.of(dynamicTest("lies beside its mapping", () -> assertThat(FOLDER.resolve(name))
                        .isEqualTo(Path.of(file.toString().replace(".test.yaml", ".jslt"))).isRegularFile())),
                StreamSupport.stream(suite.path("cases").spliterator(), false)
                        .map(one -> dynamicTest(one.path("name").asText(), () -> check(name, one)))));
    }

    private void check(String file, JsonNode one) {
        var mapping = mappings.get(file.replace(".jslt", ""));
        if (one.has("error")) {
            assertThatThrownBy(() -> mapping.apply(one.path("given")))
                    .hasMessageContaining(one.path("error").asText());
            return;
        }
        assertThat(plain(mapping.apply(one.path("given")))).isEqualTo(plain(one.path("expect")));
        if (isRecord(file)) {
            assertThat(faults(mapping.toCanonical(one.path("given"), FETCHED))).isEqualTo(
                    StreamSupport.stream(one.path("faults").spliterator(), false).map(JsonNode::asText).toList());
        }
    }

    private static List<String> faults(Mapped mapped) {
        return mapped instanceof Mapped.Faulty faulty
                ? faulty.faults().stream().map(Fault::where).toList()
                : List.of();
    }

    private static boolean isRecord(String file) {
        var name = file.substring(file.indexOf('/') + 1).replace(".jslt", "");
        return CodeWord.find(Entity.class, name).isPresent();
    }

    /** As it stands in a file: 1 is 1, whatever Java type carries it. */
    /** As a tree read anew: the order of fields does not matter, nor which kind of number held 7. */
    private static JsonNode plain(JsonNode tree) {
        return ExactJson.parse(tree.isMissingNode() ? "null" : tree.toString());
    }

    /** Files of functions that other mappings import. */
    private static Set<String> libraries() {
        return files(".jslt").flatMap(MappingsTest::lines)
                .map(IMPORT::matcher)
                .filter(Matcher::find)
                .map(found -> FOLDER.resolve(found.group(1)).toString())
                .collect(Collectors.toSet());
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read", e);
        }
    }

    private static Stream<Path> files(String ending) {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
