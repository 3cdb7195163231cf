package io.casehub.cases.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import io.casehub.model.CaseStatus;
import io.casehub.model.Money;
import io.casehub.model.Priority;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseTypeFileTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            colour: red                                     | there is no colour here; known are title, fields
            title: [a]                                      | a text is wanted here
            fields: {A b: {type: text}}                     | A b is no name of a field
            fields: {a: {type: colour}}                     | there is no colour here; known are text, number, money
            fields: {a: {type: text, size: 1}}              | there is no size here; known are title, type
            fields: {a: {type: text, requiredFrom: late}}   | there is no late here; known are new, open
            fields: {a: {type: text, requiredFrom: unknown}} | there is no unknown here; known are new, open
            fields: {a: {type: text, pattern: '('}}         | is no pattern
            fields: {a: {type: number, pattern: 'a'}}       | a field of type number has no pattern: take it away
            fields: {a: {type: text, min: few}}             | min is a whole number, and not few
            fields: {a: {type: number, min: few}}           | a number is wanted here, and not few
            fields: {a: {type: date, max: soon}}            | max is a date such as 2026-01-05, and not soon
            fields: {a: {type: boolean, max: 1}}            | a field of type boolean has no max: take it away
            fields: {a: {type: choice}}                     | choices is missing
            fields: {a: {type: choice, choices: []}}        | a choice needs choices: a list of words
            fields: {a: {type: reference}}                  | entity is missing
            fields: {a: {type: text, type: date}}           | type stands here twice
            documents: [{kind: photo}]                      | requiredFrom is missing
            transitions: {new: [away]}                      | there is no away here; known are new, open
            transitions: {late: [open]}                     | there is no late here; known are new, open
            transitions: {new: [{to: open, by: king}]}      | there is no role king; known are agent, customer, partner
            transitions: {new: [{to: open}]}                | by is missing
            closeReasons: {open: [a]}                       | reasons are given for resolved and closed only
            priority: [{then: high}]                        | a rule needs then and at least one of words
            priority: [{words: a, then: odd}]               | there is no odd here; known are low, normal, high, urgent
            priority: [{score: {name: a, atLeast: b}, then: low}] | a number is wanted here, and not b
            priority: [{orderTotal: {atLeast: 1, currency: EURO}, then: low}] | a currency of ISO 4217
            priority: [{olderThan: old, then: low}]         | a time such as 30m, 36h or 5d is wanted here, and not old
            defaults: {colour: red}                         | there is no colour here; known are queue, priority
            sla: {firstAnswer: 2d}                          | working time is told in hours, such as 16h
            sla: {firstAnswer: soon}                        | a time such as 30m or 16h is wanted here, and not soon
            sla: {resolution: {odd: 2h}}                    | there is no odd here; known are low, normal, high, urgent
            """)
    void whatIsWrongIsToldWithItsLine(String line, String sentence) {
        var text = line.startsWith("title") ? line : "title: A\n" + line;
        int at = line.startsWith("title") ? 1 : 2;

        assertThatThrownBy(() -> read(text)).isInstanceOf(FileBroken.class)
                .hasMessageStartingWith("a.yaml:" + at + ": ")
                .hasMessageContaining(sentence);
    }

    @Test
    void aTypeNeedsATitleAndNothingElse() {
        assertThatThrownBy(() -> read("sla: {}")).hasMessage("a.yaml:1: title is missing");
        assertThatThrownBy(() -> read("")).hasMessage("a.yaml:1: is empty");
        assertThatThrownBy(() -> read("{")).hasMessageStartingWith("a.yaml:").hasMessageContaining("is no YAML");

        var type = read("title: A");

        assertThat(type.refusal(CaseStatus.CLOSED, CaseStatus.NEW, "agent:ada")).isEmpty();
        assertThat(type.defaults().priority()).isEqualTo(Priority.NORMAL);
        assertThat(type.agreement()).isEqualTo(Agreement.NONE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            type: text, min: 2, max: 3, pattern: '[a-z]+'   | ab             | ''
            type: text, min: 2, max: 3, pattern: '[a-z]+'   | a              | the field f has at least 2 characters
            type: text, min: 2, max: 3, pattern: '[a-z]+'   | abcd           | the field f has at most 3 characters
            type: text, min: 2, max: 3, pattern: '[a-z]+'   | a1             | the field f looks like [a-z]+
            type: number, min: 1, max: 2.5                  | 2.50           | ''
            type: number, min: 1, max: 2.5                  | 0.99           | the field f is at least 1
            type: number, min: 1, max: 2.5                  | 2.51           | the field f is at most 2.5
            type: number                                    | many           | the field f is a number
            type: money, min: 0.01                          | 129.90 EUR     | ''
            type: money, min: 0.01                          | 0 EUR          | the field f is at least 0.01
            type: money                                     | 1 XXY          | the field f is in a currency of ISO 4217
            type: money                                     | 1              | the field f is money: {"amount": "129.90", "currency": "EUR"}
            type: date, min: 2026-01-01, max: 2026-12-31    | 2026-12-31     | ''
            type: date, min: 2026-01-01, max: 2026-12-31    | 2025-12-31     | the field f is 2026-01-01 or later
            type: date, min: 2026-01-01, max: 2026-12-31    | 2027-01-01     | the field f is 2026-12-31 or earlier
            type: date                                      | 2026-02-30     | the field f is a date such as 2026-01-05
            type: boolean                                   | true           | ''
            type: boolean                                   | yes            | the field f is one of [true, false]
            type: choice, choices: [a, b]                   | b              | ''
            type: choice, choices: [a, b]                   | c              | the field f is one of [a, b]
            type: reference, entity: order                  | erp:17         | ''
            type: reference, entity: order                  | 17             | the field f names a record as {system, key}
            type: text                                      | ' '            | the field f has 1 to 2000 characters
            """)
    void aValueIsTakenOrRefusedWithWhatWouldDo(String rule, String value, String sentence) {
        var field = read("title: A\nfields: {f: {" + rule + "}}").field("f");

        if (sentence.isEmpty()) {
            assertThat(field.accept(value)).isEqualTo(value);
        } else {
            assertThatThrownBy(() -> field.accept(value)).isInstanceOf(NotAllowed.class).hasMessage(sentence);
        }
    }

    @Test
    void theFirstRuleThatFitsGivesThePriority() {
        var type = read("""
                title: A
                priority:
                  - {then: urgent, words: [court, "go to law"]}
                  - {then: high, score: {name: value, atLeast: 0.8}}
                  - {then: high, orderTotal: {atLeast: 500, currency: EUR}}
                  - {then: low, products: ["LAMP-*"]}
                  - {then: high, words: late, olderThan: 2d}
                """);

        assertThat(type.priority(said("I go to LAW"))).isEqualTo(Priority.URGENT);
        assertThat(type.priority(said("courteous"))).isEqualTo(Priority.NORMAL);
        assertThat(type.priority(known(Map.of("value", new BigDecimal("0.80")), List.of(), Set.of())))
                .isEqualTo(Priority.HIGH);
        assertThat(type.priority(known(Map.of("value", new BigDecimal("0.79")), List.of(), Set.of())))
                .isEqualTo(Priority.NORMAL);
        assertThat(type.priority(known(Map.of(), List.of(euros("500")), Set.of("lamp-1")))).isEqualTo(Priority.HIGH);
        assertThat(type.priority(known(Map.of(), List.of(euros("499.99")), Set.of("lamp-1")))).isEqualTo(Priority.LOW);
        assertThat(type.priority(known(Map.of(), List.of(), Set.of("CLAMP-1")))).isEqualTo(Priority.NORMAL);
        assertThat(type.priority(aged("so late", Duration.ofDays(2)))).isEqualTo(Priority.HIGH);
        assertThat(type.priority(aged("so late", Duration.ofHours(47)))).isEqualTo(Priority.NORMAL);
        assertThat(type.nextLook(Duration.ofDays(1))).contains(Duration.ofDays(2));
        assertThat(type.nextLook(Duration.ofDays(2))).isEmpty();
    }

    private static Circumstances said(String text) {
        return aged(text, Duration.ZERO);
    }

    private static Circumstances aged(String text, Duration age) {
        return new Circumstances(text, Map.of(), List.of(), Set.of(), age);
    }

    private static Circumstances known(Map<String, BigDecimal> scores, List<Money> totals, Set<String> products) {
        return new Circumstances("", scores, totals, products, Duration.ZERO);
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), Currency.getInstance("EUR"));
    }

    private static CaseType read(String text) {
        return CaseTypeFile.read("a", Spot.of(Path.of("a.yaml"), text));
    }
}
