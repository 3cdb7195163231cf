package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.connector.FakeSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live records become tests of their mappings, with nobody left in them. */
class RecordCommandIT {

    private static final String PAGE = """
            {"data": [
              {"id": 18, "kind": "P", "full_name": " Ada Lovelace ", "mail": "ADA@firm.de", "modified": "2026-01-05T10:00:00Z"},
              {"id": 19, "kind": "P", "mail": "n/a", "modified": "2026-01-05T10:00:01Z", "balance": 10.50},
              {"id": 20, "kind": "X", "full_name": "Charles Babbage", "modified": "2026-01-05T10:00:02Z"}]}""";

    @TempDir
    Path folder;

    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void stops() {
        system.close();
    }

    @Test
    void recordsAreAppendedScrubbedAndPass() {
        var shop = Acme.in(folder);
        var before = shop.read("mappings/acme/customer.test.yaml");
        system.answers(200, "", PAGE);

        assertThat(record(shop)).as(shop.complaint()).isZero();

        assertThat(shop.printed()).startsWith("mappings/acme/customer.test.yaml: 3 cases appended\nLook the cases");
        var after = shop.read("mappings/acme/customer.test.yaml");
        assertThat(after).startsWith(before).contains("recorded and scrubbed, to be looked over", "expect: null",
                "balance: 10.50").doesNotContainIgnoringCase("lovelace").doesNotContain("firm", "Babbage");
        assertThat(after.substring(before.length())).contains("faults:\n    - \"name\"");
        assertThat(shop.run("connector", "test", "acme")).isZero();
        assertThat(shop.printed()).isEqualTo("4 passed, in 1 files\n");
    }

    @Test
    void whatIsThereAlreadyIsNotAppendedAgain() {
        var shop = Acme.in(folder);
        system.answers(200, "", PAGE);

        assertThat(record(shop)).isZero();
        var once = shop.read("mappings/acme/customer.test.yaml");
        assertThat(record(shop)).isZero();

        assertThat(shop.printed()).contains("0 cases appended: it has them all");
        assertThat(shop.read("mappings/acme/customer.test.yaml")).isEqualTo(once);
    }

    @Test
    void aFileToWhichNothingCanBeAppendedStaysAsItIs() {
        var shop = Acme.in(folder);
        var flow = "mapping: acme/customer.jslt\ncases: [{name: nothing, given: {kind: X}, expect: null}]\n";
        shop.write("mappings/acme/customer.test.yaml", flow);
        system.answers(200, "", PAGE);

        assertThat(record(shop)).isEqualTo(2);

        assertThat(shop.complaint()).contains("Nothing can be appended to mappings/acme/customer.test.yaml");
        assertThat(shop.read("mappings/acme/customer.test.yaml")).isEqualTo(flow);
    }

    @Test
    void aSourceThatCannotBeReadLeavesEverythingAsItWas() {
        var shop = Acme.in(folder);
        var before = shop.read("mappings/acme/customer.test.yaml");
        system.answers(500, "", "oops");

        assertThat(record(shop)).isEqualTo(1);

        assertThat(shop.complaint()).contains("the source could not be read: HTTP 500");
        assertThat(shop.read("mappings/acme/customer.test.yaml")).isEqualTo(before);
    }

    private int record(Workshop shop) {
        return shop.run("connector", "record", "acme", "acme-customers", "--acme.url=" + system.url(),
                "--acme.api-key=s3cret");
    }
}
