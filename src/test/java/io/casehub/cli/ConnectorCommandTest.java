package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need the mapping files and nothing else. */
class ConnectorCommandTest {

    private static final String MAPPING = """
            {"source": {"key": string(.id)}, "kind": "person", "name": .name, "changedAt": .at}
            """;
    private static final String TEST = """
            mapping: acme/customer.jslt
            cases:
              - name: takes the name
                given: {id: 1, name: Ada}
                expect: {source: {key: "1"}, kind: person, name: Ada}
              - name: refuses one without a name
                given: {id: 1}
                expect: {source: {key: "1"}, kind: person}
                faults: [name]
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writesAConnector() throws IOException {
        write("customer.jslt", MAPPING);
        write("customer.test.yaml", TEST);
    }

    @Test
    void testsThatPassAreCounted() {
        assertThat(run("", "connector", "test")).isZero();
        assertThat(run("", "connector", "test", "acme")).isZero();

        assertThat(out.toString().lines()).containsOnly("2 passed, in 1 files").hasSize(2);
    }

    @Test
    void aTestThatFailsIsShownWithItsLineAndEveryField() throws IOException {
        write("customer.test.yaml", TEST.replace("person, name: Ada}", "person, name: Bob, language: en}"));

        assertThat(run("", "connector", "test")).isEqualTo(1);

        assertThat(out.toString().lines()).containsExactly(file("customer.test.yaml") + ":3: takes the name",
                "    language: expected \"en\", was missing", "    name: expected \"Bob\", was \"Ada\"",
                "1 failed, 1 passed, in 1 files");
    }

    @Test
    void aFaultThatNobodyExpectedIsShown() throws IOException {
        write("customer.test.yaml", TEST.replace("    faults: [name]\n", ""));

        assertThat(run("", "connector", "test")).isEqualTo(1);

        assertThat(out.toString()).contains(":6: refuses one without a name",
                "faults: expected [], was \"name: is missing");
    }

    @Test
    void anErrorIsOneThatTheMappingMakes() throws IOException {
        write("customer.jslt", "if (.id) error(\"no such thing\") else null");
        write("customer.test.yaml", """
                mapping: acme/customer.jslt
                cases:
                  - {name: right, given: {id: 1}, error: no such}
                  - {name: other, given: {id: 1}, error: another}
                  - {name: none, given: {}, error: no such}
                  - {name: sudden, given: {id: 1}, expect: {}}
                  - {name: misspelt, given: {}, expects: {}}
                """);

        assertThat(run("", "connector", "test")).isEqualTo(1);

        assertThat(out.toString()).doesNotContain(": right").contains(
                ":4: other", "error: expected one that contains \"another\", was \"error: no such thing",
                ":5: none", "error: expected \"no such\", but the mapping answered null",
                ":6: sudden", "the mapping failed: error: no such thing",
                ":7: misspelt", "expects: a case has no such thing", "4 failed, 1 passed");
    }

    @Test
    void whatCannotBeRunSaysWhy() throws IOException {
        write("customer.jslt", "(");
        write("order.jslt", ".");
        write("order.test.yaml", "mapping: acme/customer.jslt\ncases: [{given: 1, expect: 1}]\n");
        write("case.jslt", ".");
        write("invoice.jslt", ".");
        write("invoice.test.yaml", "mapping: acme/invoice.jslt\n");
        write("payment.jslt", ".");
        write("payment.test.yaml", "mapping: acme/payment.jslt\ncases: [\n  {name: }}\n");

        assertThat(run("", "connector", "test")).isEqualTo(1);

        assertThat(out.toString()).contains("case.jslt:1: has its test", "has no test: write",
                "customer.test.yaml:1: can be run", "mapping acme/customer cannot be used",
                "mapping: must be acme/order.jslt", "has no cases", "payment.test.yaml:3: can be run", "is not YAML",
                "5 failed, 0 passed");
    }

    @Test
    void aSystemWithoutAFolderIsSaidSo() {
        assertThat(run("", "connector", "test", "none")).isEqualTo(2);
        assertThat(run("", "connector", "test", "../..")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no folder " + folder.resolve("none"));

        assertThat(new CasehubCommand(settings -> {
        }).run(new PrintWriter(out, true), new PrintWriter(err, true), "connector", "test",
                "--casehub.mappings=" + folder.resolve("nowhere"))).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere: start casehub where routes/ and mappings/ lie");
    }

    @Test
    void recordsAreMappedOneALine() {
        var ada = "{\"source\":{\"system\":\"acme\",\"key\":\"1\"},\"changedAt\":\"2026-01-05T09:00:00Z\","
                + "\"kind\":\"person\",\"name\":\"Ada\"}";
        for (var given : List.of("{'id': 1, 'name': 'Ada', 'at': '2026-01-05T10:00:00+01:00'}",
                "[{'id': 1, 'name': 'Ada', 'at': '2026-01-05T09:00:00Z'}]")) {
            assertThat(run(given, "map", "acme/customer")).isZero();
        }
        assertThat(run("{'id': 1, 'name': 'Ada', 'at': '2026-01-05T09:00:00Z'}\n".repeat(2), "map",
                "acme/customer.jslt")).isZero();

        assertThat(out.toString().lines()).containsOnly(ada).hasSize(4);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyFaultOfARecordIsToldAndTheOthersAreMapped() {
        assertThat(run("[{'id': 1, 'at': 'noon'}, {'id': 2, 'name': 'Bob', 'at': '2026-01-05T09:00:00Z'}]", "map",
                "acme/customer")).isEqualTo(1);

        assertThat(err.toString().lines()).hasSize(2).anyMatch(line -> line.startsWith("record 1: name: is missing"))
                .anyMatch(line -> line.startsWith("record 1: changedAt: must be a time with its zone"));
        assertThat(out.toString().lines()).singleElement().asString().contains("Bob");
    }

    @Test
    void whatGoesOutIsMappedToo() throws IOException {
        write("case-status-out.jslt", "if (.value) {\"state\": .value} else error(\"no value\")");

        assertThat(run("{'value': 'open'}{}", "map", "acme/case-status-out")).isEqualTo(1);

        assertThat(out.toString().lines()).containsExactly("{\"state\":\"open\"}");
        assertThat(err.toString()).startsWith("record 2: mapping acme/case-status-out: error: no value");
    }

    @Test
    void whatIsNoMappingOrNoJsonIsSaidInOneSentence() {
        assertThat(run("{}", "map", "acme/none")).isEqualTo(2);
        assertThat(run("{'id'", "map", "acme/customer")).isEqualTo(2);

        assertThat(err.toString()).contains("cannot be used: there is no file",
                "Standard input is not JSON: look at line 1, column");
    }

    private int run(String in, String... words) {
        var args = new ArrayList<>(List.of(words));
        args.add("--casehub.mappings=" + folder);
        return new CasehubCommand(settings -> {
        }, new ByteArrayInputStream(in.replace('\'', '"').getBytes(StandardCharsets.UTF_8)))
                .run(new PrintWriter(out, true), new PrintWriter(err, true), args.toArray(String[]::new));
    }

    private Path file(String name) {
        return folder.resolve("acme").resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), text);
    }
}
