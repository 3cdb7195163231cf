package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a connector's files is said at once, with the place and the remedy. */
class CheckCommandTest {

    @TempDir
    Path folder;

    @Test
    void aConnectorAsItShouldBeHasNoFindings() {
        var shop = acme();

        assertThat(shop.run("connector", "check", "acme")).as(shop.printed()).isZero();
        assertThat(shop.run("connector", "check")).isZero();
        assertThat(shop.printed()).isEqualTo("Nothing is wrong with 1 connector.\n");
        assertThat(shop.run("connector", "list")).isZero();
        assertThat(shop.printed()).isEqualTo("acme              off     set acme.api-key, acme.url\n");
        assertThat(shop.run("connector", "list", "--acme.url=x", "--acme.api-key=y")).isZero();
        assertThat(shop.printed()).isEqualTo("acme              on      Acme\n");
    }

    @Test
    void aFileOfMailboxesThatCannotBeUsedIsTold() throws IOException {
        var shop = acme().write("mappings/mailboxes.yaml", "usual: {priority: soon}\n");

        assertThat(shop.run("connector", "check")).isOne();
        assertThat(shop.printed()).contains("mailboxes.yaml:1: there is no soon here; there are low, normal, high");
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlaceAndTheRemedy() throws IOException {
        var shop = acme().write("routes/acme/connector.yaml", """
                title: Acme
                stale-after: soon
                colour: red
                settings:
                  url:      {required: true, default: "https://acme.example.com"}
                  password: {required: true}
                  token:    {secret: true, default: abc}
                  lost:     {default: 1}
                  page:     {requird: true}
                http:
                  auth: {type: baisc, user: x}
                  headers: {X-Api-Key: s3cret}
                datasource: {url: "jdbc:h2:mem:x", username: sa, password: sa}
                commands:
                  case-status: {repeatable: perhaps}
                  case-song:   {repeatable: true}
                """).write("routes/acme/acme-customers.camel.yaml", """
                - templatedRoute:
                    routeId: customers
                    routeTemplateRef: pull-http
                    parameters:
                      - {name: system,  value: acne}
                      - {name: url,     value: "https://acme.example.com/contacts?key={{acme.key}}"}
                      - {name: headers, value: "Authorization: Bearer s3cret"}
                      - {name: ordre,   value: "modified, id"}
                      - {name: colour,  value: red}
                      - {name: mapping, value: "acme/customers, acme/order"}
                """).write("routes/acme/acme-cases.camel.yaml", """
                # Acme's tickets.
                - templatedRoute:
                    routeId: acme-cases
                    routeTemplateRef: pull-http
                    parameters:
                      - {name: system,  value: acme}
                      - {name: url,     value: "{{acme.url}}/<fill in: the list's path>"}
                      - {name: order,   value: "modified, id"}
                      - {name: every,   value: often}
                      - {name: mapping, value: acme/customer}
                """).write("routes/acme/acme-songs.camel.yaml", """
                # Acme's songs.
                - templatedRoute:
                    routeId: acme-songs
                    routeTemplateRef: pull-song
                """).write("routes/acme/acme-case-note-out.camel.yaml", "# a\n- from: {uri: timer:x}\n")
                .write("routes/acme/acme-broken.camel.yaml", "# b\n- [\n")
                .write("mappings/acme/case.jslt", "// a\n{\"a\":\n  \"b\" .c}\n")
                .write("mappings/acme/order.jslt", "import \"acme/none.jslt\" as none\n{}\n")
                .write("mappings/lost/customer.jslt", "{}");

        assertThat(shop.run("connector", "check")).isEqualTo(1);

        assertThat(shop.complaint()).isEmpty();
        assertThat(shop.printed()).isEqualTo(Files.readString(Path.of("src/test/resources/check/acme.txt")));
    }

    @Test
    void theTestsOfMappingsRunAndSkeletonsAreCalledWhatTheyAre() {
        var shop = acme();
        shop.write("mappings/acme/customer.test.yaml",
                shop.read("mappings/acme/customer.test.yaml").replace("name: Ada Byron", "name: Bob")
                        + "# Fill in: another case\n");
        shop.write("mappings/acme/order.jslt", "// Acme order\n{}\n");

        assertThat(shop.run("connector", "check", "acme")).isEqualTo(1);

        assertThat(shop.printed().lines()).containsExactlyInAnyOrder(
                "mappings/acme/customer.test.yaml:3: test \"takes the name\": name: expected \"Bob\", was \"Ada Byron\"",
                "mappings/acme/customer.test.yaml:6: fill in: another case",
                "mappings/acme/order.jslt:1: test \"has its test\": has no test: write mappings/acme/order.test.yaml beside it",
                "Where it says fill in, decide, and take these words away.", "3 findings in 1 connector.");
        assertThat(shop.run("connector", "list")).isZero();
        assertThat(shop.printed()).contains("acme              broken  mappings/acme/customer.test.yaml:3: ",
                "(and 2 more)");
    }

    @Test
    void aStatusThatASystemHasNoWordForIsMissingUntilItIsDeclaredNotTold() {
        var shop = acme();
        shop.write("mappings/acme/case-status-out.jslt", """
                // Case status → Acme
                let words = {"new": "N", "open": "O", "waiting-customer": "W", "resolved": "R", "closed": "C"}
                let word = get-key($words, .value)
                {"status": if ($word) $word else error("no word for " + .value)}
                """).write("mappings/acme/case-status-out.test.yaml", """
                mapping: acme/case-status-out.jslt
                cases:
                  - name: has words
                    given: {value: open}
                    expect: {status: O}
                """);

        assertThat(shop.run("connector", "check", "acme")).isEqualTo(1);
        assertThat(shop.printed())
                .contains("mappings/acme/case-status-out.jslt:1: has no answer for waiting-third-party");

        shop.write("mappings/case-status.yaml", "systems:\n  acme: {not-told: [waiting-third-party]}\n");
        assertThat(shop.run("connector", "check", "acme")).as(shop.printed()).isZero();
    }

    @Test
    void whomTheHubBelievesIsCheckedWithAllConnectors() {
        var shop = acme();
        shop.write("mappings/ownership.yaml", "customer:\n  order: [acme]\n  fields:\n    phone: {by: newest}\n");

        assertThat(shop.run("connector", "check")).isEqualTo(1);
        assertThat(shop.printed()).isEqualTo("""
                mappings/ownership.yaml:4: by is one of order, latest, completest
                1 finding in 1 connector.
                """);
        assertThat(shop.run("connector", "check", "acme")).isZero();
    }

    @Test
    void aConnectorThatIsNotThereIsSaidSo() {
        var shop = acme();

        assertThat(shop.run("connector", "check", "../acme")).isEqualTo(2);
        assertThat(shop.run("connector", "check", "none")).isEqualTo(2);
        assertThat(shop.complaint()).contains("no connector none");
    }

    private Workshop acme() {
        return Acme.in(folder);
    }
}
