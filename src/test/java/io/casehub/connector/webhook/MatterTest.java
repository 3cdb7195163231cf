package io.casehub.connector.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.connector.webhook.Matter.Hints;
import io.casehub.connector.webhook.Matter.Records;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatterTest {

    @Test
    void recordsAreAListOrTheOnlyOne() throws IOException {
        assertThat(new Records("/data").in(ExactJson.parse("{\"data\": [{\"id\": 1}, {\"id\": 2}]}")).records())
                .hasSize(2);
        assertThat(new Records("").in(ExactJson.parse("{\"id\": 0.10}")).records().getFirst().text())
                .isEqualTo("{\"id\":0.10}");
        assertThat(new Records("/data").in(ExactJson.parse("{\"data\": []}")).records()).isEmpty();
        assertThatThrownBy(() -> new Records("/data").in(ExactJson.parse("{\"date\": []}")))
                .hasMessage("has no /data, where the hook looks for records");
        assertThatThrownBy(() -> new Records("").in(ExactJson.mapper().readTree(new byte[0]))).hasMessage("is empty");
    }

    @Test
    void ofManyHintsEachRecordIsNamedOnceAndOnlyThoseOfTheRoute() throws IOException {
        var hints = new Hints("/events", "/id", Map.of("/type", List.of("INVOICE", "BILL")), 10);

        var said = hints.in(ExactJson.parse("""
                {"events": [{"id": "a", "type": "INVOICE"}, {"id": "a", "type": "BILL"}, {"id": 7, "type": "BILL"},
                            {"id": "b", "type": "PAYMENT"}, {"type": "PAYMENT"}]}"""));

        assertThat(said.hints()).containsExactly("\"a\"", "7");
        assertThat(said.records()).isEmpty();
    }

    @Test
    void aHintWithoutAKeyIsNone() {
        for (var body : List.of("{}", "{\"id\": null}", "{\"id\": \"\"}", "{\"id\": \"" + "x".repeat(1000) + "\"}")) {
            assertThatThrownBy(() -> new Hints("", "/id", Map.of(), 10).in(ExactJson.parse(body))).as(body)
                    .hasMessageContaining("has no usable key at /id");
        }
    }
}
