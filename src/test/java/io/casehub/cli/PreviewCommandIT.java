package io.casehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.TestDatabase;
import io.casehub.connector.FakeSystem;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look at a source, through the real templates and over a real socket, without a database. */
class PreviewCommandIT {

    private static final String KEY = "--acme.api-key=s3cret";
    private static final String PAGE = """
            {"data": [
              {"id": 18, "kind": "P", "full_name": " Ada Byron ", "mail": "ADA@example.org", "modified": "2026-01-05T10:00:00Z",
               "notes": "calls before noon, never on a Friday, and wants every answer in writing to her office"},
              {"id": 19, "kind": "P", "mail": "n/a", "modified": "2026-01-05T10:00:01Z"},
              {"id": 20, "kind": "X", "full_name": "Nobody", "modified": "2026-01-05T10:00:02Z"}]}""";

    @TempDir
    Path folder;

    private final FakeSystem system = new FakeSystem();

    @AfterEach
    void stops() {
        system.close();
    }

    @Test
    void theSourceIsShownBesideWhatTheMappingsMakeOfIt() throws IOException {
        var shop = acme();
        system.answers(200, "Date: Mon, 05 Jan 2026 10:00:05 GMT", PAGE);

        assertThat(shop.run("connector", "preview", "acme", "--count", "3", url(), KEY)).isEqualTo(1);

        assertThat(shop.complaint()).isEmpty();
        assertThat(shop.printed()).isEqualTo(Files.readString(Path.of("src/test/resources/preview/acme.txt")));
        assertThat(system.asked).singleElement().asString().contains("limit=3", "X-Api-Key: s3cret");
    }

    @Test
    void programsGetTheSameAsJson() {
        var shop = acme();
        system.answers(200, "", PAGE);

        assertThat(shop.run("connector", "preview", "acme", "acme-customers", "--json", "--count", "1", "--behind",
                "{\"at\": \"2026-01-01T00:00:00Z\", \"key\": 17}", url(), KEY)).isZero();

        var json = ExactJson.parse(shop.printed());
        assertThat(json.path("received").asInt()).isEqualTo(3);
        assertThat(json.path("records")).hasSize(1);
        assertThat(json.at("/records/0/source/id").asInt()).isEqualTo(18);
        assertThat(json.at("/records/0/made/0/record/name").asText()).isEqualTo("Ada Byron");
        assertThat(json.path("cursor").asText()).contains("\"key\":20");
        assertThat(system.asked.getFirst()).contains("since=2026-01-01T00%3A00%3A00Z&after=17&limit=1 ");
    }

    @Test
    void aSourceThatCannotBeReadSaysWhy() {
        var shop = acme();
        system.answers(401, "", "");

        assertThat(shop.run("connector", "preview", "acme", url(), KEY)).isEqualTo(1);

        assertThat(shop.printed())
                .contains("The source could not be read: HTTP 401: the source refuses the credential");
    }

    @Test
    void aMappingThatIsNotThereYetHidesNothingOfTheSource() {
        var shop = acme();
        system.answers(200, "", PAGE);
        shop.write("mappings/acme/customer.jslt", "{\"source\": ");

        assertThat(shop.run("connector", "preview", "acme", "--count", "1", url(), KEY)).isEqualTo(1);

        assertThat(shop.printed()).contains("full_name:  Ada Byron", "✗ mapping acme/customer: mapping acme/customer");
    }

    @Test
    void whatIsMissingIsNamedWithHowToSetIt() {
        var shop = acme();

        assertThat(shop.run("connector", "preview", "acme", url())).isEqualTo(2);
        assertThat(shop.complaint()).contains(
                "acme must be told acme.api-key: ACME_API_KEY=… in the environment, or --acme.api-key=…");

        assertThat(shop.run("connector", "preview", "none")).isEqualTo(2);
        assertThat(shop.complaint()).contains("no connector none");
        assertThat(shop.run("connector", "preview", "acme", "acme-orders", url(), KEY)).isEqualTo(2);
        assertThat(shop.complaint()).contains("there is no route acme-orders to preview; there are acme-customers");
        shop.write("routes/acme/acme-customers.camel.yaml",
                shop.read("routes/acme/acme-customers.camel.yaml").replace("name: order", "name: ordre"));
        assertThat(shop.run("connector", "preview", "acme", url(), KEY)).isEqualTo(2);
        assertThat(shop.complaint()).contains("acme-customers.camel.yaml:9: pull-http has no parameter ordre");
    }

    @Test
    void rowsOfADatabaseAreShownTheSameWay() {
        var database = TestDatabase.fresh();
        database.jdbc().sql("create table contact (id int, name text, changed timestamp)").update();
        database.jdbc().sql("insert into contact select n, 'No ' || n, '2026-01-05' from generate_series(1, 9) n")
                .update();
        var shop = new Workshop(folder).write("routes/acme/connector.yaml", """
                title: Acme
                settings: {url: {required: true}, user: {default: ""}, password: {secret: true}}
                datasource: {url: "{{acme.url}}", username: "{{acme.user}}", password: "{{acme.password:}}"}
                """)
                .write("routes/acme/acme-contacts.camel.yaml",
                        """
                                # Acme's contacts.
                                - templatedRoute:
                                    routeId: acme-contacts
                                    routeTemplateRef: pull-jdbc
                                    parameters:
                                      - {name: system,   value: acme}
                                      - {name: query,    value: "select id, name, changed from contact where changed > :?at or (changed = :?at and id > :?key) order by changed, id limit :?limit"}
                                      - {name: order,    value: "changed, id"}
                                      - {name: startKey, value: "0"}
                                      - {name: mapping,  value: acme/customer}
                                """)
                .write("mappings/acme/customer.jslt", """
                        // Acme contact → Customer
                        {"source": {"key": string(.id)}, "kind": "person", "name": .name}
                        """);

        assertThat(shop.run("connector", "preview", "acme", "--json", "--count", "2", "--acme.url=" + database.url()))
                .as(shop.printed() + shop.complaint()).isZero();

        var json = ExactJson.parse(shop.printed());
        assertThat(json.path("received").asInt()).isEqualTo(2);
        assertThat(json.at("/records/1/made/0/record/name").asText()).isEqualTo("No 2");
        assertThat(shop.run("connector", "preview", "acme", "--acme.url=jdbc:oracle:thin:p/w@db")).isEqualTo(2);
        assertThat(shop.complaint()).contains("no driver takes a url that begins with jdbc:oracle:",
                "put the driver's jar into drivers/").doesNotContain("p/w");
    }

    private String url() {
        return "--acme.url=" + system.url();
    }

    private Workshop acme() {
        return Acme.in(folder);
    }
}
