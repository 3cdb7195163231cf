package io.casehub.identity.normal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Tables of examples under {@code /identity}: cells parted by semicolons, a line a test. */
final class Examples {

    private Examples() {}

    static Stream<DynamicTest> each(String table, Consumer<List<String>> test) {
        try (var in = Objects.requireNonNull(Examples.class.getResourceAsStream("/identity/" + table), table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> DynamicTest.dynamicTest(line, () -> test.accept(List.of(line.split(";", -1)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
