package io.casehub.connector.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People leave a record, its shape and what it refers to stay. */
class ScrubberTest {

    @ParameterizedTest
    @ValueSource(strings = {"{'id': 18}", "{'number': 'C-1680'}", "{'order_ref': 'B-240001'}",
            "{'uuid': '0f8fad5b-d9cb'}",
            "{'status': 'Pending third party'}", "{'status': {'name': 'In Work'}}", "{'priority': 'P2'}",
            "{'total': '129.90'}",
            "{'total': 129.90}", "{'currency': 'EUR'}", "{'at': '2026-01-05T10:00:00Z'}", "{'due': '2026-01-05'}",
            "{'due': '05.01.2026'}", "{'changed': 1767600000}", "{'tracking': '00340434161094042557'}",
            "{'country': 'DE'}",
            "{'vip': true}", "{'gone': null}", "{'tags': ['red', 'blue']}", "{'product_name': 'Desk Lamp'}",
            "{'name': ''}", "{'last_result': 'ok'}", "{'customer': {'level': 'gold'}}", "{'address_type': 'Billing'}"})
    void keysCodesTimesAndMoneyStay(String record) {
        var given = json(record);

        assertThat(Scrubber.scrub(given)).isEqualTo(given);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name | Ada Lovelace | [A-Z]\\p{L}+ [A-Z]\\p{L}+",
            "surname | LOVELACE | \\p{Lu}+",
            "owner | t.kaya | \\p{Ll}\\.\\p{Ll}+",
            "mail | Ada.Lovelace@firm.co.uk | [A-Z]\\p{L}+\\.[A-Z]\\p{L}+@\\p{Ll}+\\.example",
            "x | write to ada@firm.de, today | write to \\p{L}+@\\p{Ll}+\\.example, today",
            "tel | 030 1234567 | 030 12\\d{5}",
            "x | +49 (0)30 123-4567 | \\+49 \\(0\\)30 \\d{3}-\\d{4}",
            "street | Ring 12a | [A-Z]\\p{Ll}+ \\d\\d\\p{Ll}+",
            "zip_code | 10115 | [1-9]{5}", "iban | DE89370400440532013000 | [A-Z]{2}[0-9]{20}",
            "x | DE89 3704 0044 0532 0130 00 | DE\\d\\d \\d{4} \\d{4} \\d{4} \\d{4} \\d\\d",
            "x | 4111 1111 1111 1111 | 4\\d{3} \\d{4} \\d{4} \\d{4}", "api_key_token | s3cret | \\p{Ll}\\d\\p{Ll}{4}",
            "birthDate | 1990-12-10 | 1990-\\d\\d-\\d\\d",
            "notes | Calls before noon. | [A-Z]\\p{Ll}+ \\p{Ll}+ \\p{Ll}+\\.",
            "text | <b>Ada</b> &amp; I | <b>[A-Z]\\p{Ll}+</b> &amp; [A-Z]\\p{Ll}*",
            "x | https://intern.firm.de/a?key=1 | https://example\\.org/", "x | from 10.1.2.3 | from 192\\.0\\.2\\.1",
            "x | Ada Lovelace | [A-Z]\\p{L}+ [A-Z]\\p{L}+"})
    void peopleAreReplacedInTheShapeTheyHad(String field, String value, String shape) {
        var scrubbed = Scrubber.scrub(ExactJson.mapper().createObjectNode().put(field, value)).path(field).asText();

        assertThat(scrubbed).matches(shape).isNotEqualTo(value);
    }

    @Test
    void theSameIsReplacedByTheSameWhereverItStands() {
        var scrubbed = Scrubber.scrub(json("""
                {'name': 'Ada Lovelace', 'first_name': 'Ada', 'mail': 'ada@firm.de', 'also': ['ada@firm.de'],
                 'case': {'owner': {'name': 'Ada Lovelace'}, 'text': 'ask ada@firm.de'}, 'phone': 301234567}"""));

        assertThat(scrubbed.path("name").asText()).startsWith(scrubbed.path("first_name").asText() + " ");
        assertThat(scrubbed.at("/also/0")).isEqualTo(scrubbed.path("mail"));
        assertThat(scrubbed.at("/case/owner/name")).isEqualTo(scrubbed.path("name"));
        assertThat(scrubbed.toString()).doesNotContainIgnoringCase("lovelace").doesNotContain("firm", "301234567");
        assertThat(Scrubber.scrub(json("{'name': 'Ada Lovelace'}")).path("name")).isEqualTo(scrubbed.path("name"));
    }

    private static JsonNode json(String text) {
        return ExactJson.parse(text.replace('\'', '"'));
    }
}
