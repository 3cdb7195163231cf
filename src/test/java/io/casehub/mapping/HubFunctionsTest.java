package io.casehub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HubFunctionsTest {

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', value = {
            "email(\" Ada@X.Example \")                               | \"ada@x.example\"",
            "email(\"n/a\")                                           | null",
            "email(\"a b@x.example\")                                 | null",
            "email(17)                                                | null",
            "phone(\"0171/123 45 67\", \"DE\")                        | \"+491711234567\"",
            "phone(\"+43 (1) 533 70 70\", null)                       | \"+4315337070\"",
            "phone(\"0043 1 5337070\", \"DE\")                        | \"+4315337070\"",
            "phone(\"02 1234 5678\", \"IT\")                          | \"+390212345678\"",
            "phone(\"1\", \"DE\")                                     | null",
            "phone(\"0171 1234567\", null)                            | null",
            "phone(\"ask Bob\", \"DE\")                               | null",
            "local-time(\"2026-01-05 10:00:00 \", \"Europe/Berlin\")  | \"2026-01-05T09:00:00Z\"",
            "local-time(\"2026-07-05T10:00:00.123\", \"Europe/Berlin\") | \"2026-07-05T08:00:00.123Z\"",
            "strict-date(\"28.02.1970\", \"dd.MM.yyyy\")              | \"1970-02-28\"",
            "strict-date(\"29.02.2024 \", \"dd.MM.yyyy\")             | \"2024-02-29\"",
            "money(\"129.90\", \"EUR\")                               | {\"amount\":\"129.90\",\"currency\":\"EUR\"}",
            "money(\" 1E+3 \", \"EUR\")                               | {\"amount\":\"1000\",\"currency\":\"EUR\"}",
            "minor-units(1990, \"EUR\")                               | {\"amount\":\"19.90\",\"currency\":\"EUR\"}",
            "minor-units(\"-5\", \"EUR\")                             | {\"amount\":\"-0.05\",\"currency\":\"EUR\"}",
            "minor-units(1990, \"JPY\")                               | {\"amount\":\"1990\",\"currency\":\"JPY\"}",
            "base64(\"ada:größe\")                                  | \"YWRhOmdyw7bDn2U=\"",
            "minor-units(1990, \"KWD\")                               | {\"amount\":\"1.990\",\"currency\":\"KWD\"}"})
    void whatAMappingAsksIsAnswered(String call, String answer) {
        assertThat(ask(call, "null")).isEqualTo(answer);
    }

    @Test
    void nothingIsMadeOfNothing() {
        for (var call : new String[]{"email(.x)", "phone(.x, \"DE\")", "local-time(.x, \"UTC\")",
                "strict-date(.x, \"yyyy\")", "money(.x, \"EUR\")", "minor-units(.x, \"EUR\")", "base64(.x)"}) {
            assertThat(ask(call, "{}")).as(call).isEqualTo("null");
        }
    }

    @Test
    void anAmountInAPayloadStaysExact() {
        assertThat(ask("money(.a, \"EUR\")", "{\"a\": 0.10}")).contains("\"0.10\"");
        assertThat(ask("money(.a, \"EUR\")", "{\"a\": 12345678901234567890.12}"))
                .contains("\"12345678901234567890.12\"");
        assertThat(ask("minor-units(.a, \"EUR\")", "{\"a\": 123456789012345678901234567890}"))
                .contains("\"1234567890123456789012345678.90\"");
        assertThat(ask("money(.a, \"EUR\")", "{\"a\": 1e2}")).contains("\"100\"");
    }

    @Test
    void theHourThatComesTwiceIsTheEarlierAndTheOneThatNeverComesTheLater() {
        assertThat(ask("local-time(\"2026-10-25T02:30:00\", \"Europe/Berlin\")", "null"))
                .isEqualTo("\"2026-10-25T00:30:00Z\"");
        assertThat(ask("local-time(\"2026-03-29T02:30:00\", \"Europe/Berlin\")", "null"))
                .isEqualTo("\"2026-03-29T01:30:00Z\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"strict-date(\"31.02.2026\", \"dd.MM.yyyy\")", "strict-date(\"2026\", \"dd.MM.yyyy\")",
            "strict-date(\"1\", \"no pattern\")", "local-time(\"2026-02-31T10:00:00\", \"UTC\")",
            "local-time(\"2026-01-05T10:00:00\", \"Mars/Olympus\")", "money(\"12,50\", \"EUR\")",
            "money(\"12.50\", \"Euro\")", "money(\"12.50\", null)", "money(\"1e999999999\", \"EUR\")",
            "minor-units(\"1e-999999999\", \"EUR\")", "minor-units(\"a lot\", \"EUR\")"})
    void whatIsNoDateOrAmountIsRefusedByName(String call) {
        assertThatThrownBy(() -> ask(call, "null")).isInstanceOf(JsltException.class)
                .hasMessageContaining(call.substring(0, call.indexOf('(')));
    }

    private static String ask(String call, String input) {
        var expression = new Parser(new StringReader(call)).withFunctions(HubFunctions.all()).compile();
        var payload = ExactJson.parse(input);
        return expression.apply(payload instanceof MissingNode ? null : payload).toString();
    }
}
