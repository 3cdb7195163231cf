package io.casehub.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShapeTest {

    private final Shape shape = new Shape();

    @Test
    void everyFieldIsCountedOnceAPayloadWithItsType() {
        look("{\"id\": 1, \"items\": [{\"price\": 1.5}, {\"price\": \"2,50\"}, {\"price\": 3}], \"a/b\": true}");
        look("{\"id\": 2, \"items\": [], \"note\": null, \"place\": \" \"}");

        var sample = shape.drain(0, false);

        assertThat(sample.fields()).containsOnlyKeys("", "/id", "/items", "/items/*", "/items/*/price", "/a~1b");
        assertThat(sample.seen("/items/*/price")).containsExactly(1, 1, 1, 0, 0, 0, 0);
        assertThat(sample.seen("/id")).containsExactly(2, 0, 2, 0, 0, 0, 0);
        assertThat(sample.of("/items/*")).isEqualTo(2);
        assertThat(sample.of("/items/*/price")).isEqualTo(1);
        assertThat(sample.of("/note")).isEqualTo(2);
    }

    @Test
    void whatWasHandedOverIsNotCountedAgain() {
        look("{\"a\": 1}");
        shape.drain(0, false);
        look("{\"b\": 1}");

        assertThat(shape.drain(0, false).fields()).containsOnlyKeys("", "/b");
    }

    @Test
    void keysThatAreIdsDatesOrAddressesAreOneField() {
        look("{\"by\": {\"17\": 1, \"2026-01-05\": 1, \"" + UUID.randomUUID()
                + "\": 1, \"507f1f77bcf86cd799439011\": 1, \"ada@example.org\": 1, \"" + "long ".repeat(13)
                + "\": 1}}");
        look("{\"customfield_10010\": 1, \"@id\": 1, \"decade\": 1, \"iso3166\": 1, \"Address Line 2\": 1}");

        assertThat(shape.drain(0, false).fields()).containsOnlyKeys("", "/by", "/by/*", "/customfield_10010", "/@id",
                "/decade", "/iso3166", "/Address Line 2");
    }

    @Test
    void namesThatAreDataEndAsOneFieldAndAWideTableDoesNot() {
        for (int i = 0; i < 200; i++) {
            look("{\"people\": {\"name" + word(i) + "\": {\"age\": 1}, \"name" + word(i + 1) + "\": {\"age\": 2}}}");
        }
        var wide = JsonNodeFactory.instance.objectNode();
        IntStream.range(0, 250).forEach(i -> wide.put("column" + word(i), "x"));
        shape.look(JsonNodeFactory.instance.objectNode().set("row", wide));

        var sample = shape.drain(0, false);

        assertThat(sample.maps()).containsExactly("/people");
        assertThat(sample.fields().keySet()).filteredOn(path -> path.startsWith("/people"))
                .containsExactlyInAnyOrder("/people", "/people/*", "/people/*/age");
        assertThat(sample.fields().keySet()).filteredOn(path -> path.startsWith("/row/")).hasSize(250);
    }

    @Test
    void nothingGrowsWithoutEnd() {
        var deep = "{\"a\": ".repeat(100) + "1" + "}".repeat(100);
        look(deep);
        for (int i = 0; i < 100; i++) {
            var wide = JsonNodeFactory.instance.objectNode();
            for (int k = 0; k < 100; k++) {
                wide.putObject("o" + word(k)).put("f" + word(i * 100 + k), 1);
            }
            shape.look(wide);
        }

        assertThat(shape.drain(0, false).fields()).hasSizeLessThanOrEqualTo(Shape.MOST_FIELDS + 1);
    }

    private void look(String json) {
        shape.look(ExactJson.parse(json));
    }

    /** A number in letters. */
    private static String word(int number) {
        return Integer.toString(number, 36).replaceAll("[0-9]", "z") + Integer.toString(number, 7).replace('0', 'g')
                .replace('1', 'h').replace('2', 'i').replace('3', 'j').replace('4', 'k').replace('5', 'l')
                .replace('6', 'm');
    }
}
