package io.casehub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the tests that lie beside the mappings. {@code docs/add-a-connector.md} tells their form.
 */
class MappingsTest {

    @TestFactory
    Stream<DynamicContainer> everyMappingDoesWhatItsTestSays() {
        var results = new MappingTests(Path.of("mappings")).run();

        assertThat(results).isNotEmpty();
        return results.stream()
                .collect(Collectors.groupingBy(result -> result.file().toString(), TreeMap::new, Collectors.toList()))
                .entrySet().stream()
                .map(file -> dynamicContainer(file.getKey(), file.getValue().stream()
                        .map(result -> dynamicTest(result.name(), () -> assertThat(result.faults()).isEmpty()))));
    }
}
