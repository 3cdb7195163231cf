package io.casehub.intake.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The table of messages: beside each lies what is to be understood of it, reviewed by hand. What it
 * does not name is not looked at; of objects, their named fields.
 */
class MessagesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MailReader reader = new MailReader(MailSettings.none());

    @TestFactory
    Stream<DynamicTest> isUnderstood() throws IOException, URISyntaxException {
        var folder = Path.of(Objects.requireNonNull(MessagesTest.class.getResource("messages")).toURI());
        return Files.list(folder).filter(file -> file.toString().endsWith(".eml")).sorted()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var expected = JSON.readTree(file.resolveSibling(
                            file.getFileName().toString().replace(".eml", ".json")).toFile());

                    var understood = reader.read(Files.readAllBytes(file));

                    assertThat(narrowed(understood, expected)).isEqualTo(expected);
                }));
    }

    private static JsonNode narrowed(JsonNode understood, JsonNode expected) {
        if (expected.isObject() && understood.isObject()) {
            var narrow = JSON.createObjectNode();
            expected.fieldNames().forEachRemaining(name -> narrow.set(name,
                    narrowed(understood.path(name), expected.path(name))));
            return narrow;
        }
        if (expected.isArray() && understood.isArray() && expected.size() == understood.size()) {
            var narrow = JSON.createArrayNode();
            for (int i = 0; i < expected.size(); i++) {
                narrow.add(narrowed(understood.get(i), expected.get(i)));
            }
            return narrow;
        }
        return expected.isInt() && understood.isNumber()
                ? JSON.getNodeFactory().numberNode(understood.asInt())
                : understood;
    }
}
