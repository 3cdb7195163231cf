package io.casehub.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import io.casehub.ingest.Receipt.Landed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Records that systems send by themselves, over a whole hub. */
@TestInstance(Lifecycle.PER_CLASS)
class WebhookIT {

    private final TestDatabase database = TestDatabase.fresh();
    private EngineersHub hub;
    private Sender sender;

    @BeforeAll
    void aHubWithAWebhook(@TempDir Path folder) throws IOException {
        write(folder, "routes/acme/connector.yaml", """
                title: Acme
                settings:
                  secret: {required: true, secret: true}
                """);
        write(folder, "mappings/acme/customer.jslt",
                "{\"source\": {\"key\": string(.id)}, \"changedAt\": .at, \"kind\": \"person\", \"name\": .name}");
        write(folder, "routes/acme/acme-hook.camel.yaml", hook("acme-hook", """
                      - {name: in,              value: X-Signature}
                      - {name: prefix,          value: v1=}
                      - {name: secret,          value: "{{acme.secret}}"}
                      - {name: signed,          value: "{timestamp}.{body}"}
                      - {name: timestamp,       value: X-Signature}
                      - {name: timestampPrefix, value: t=}
                      - {name: id,              value: X-Delivery}
                      - {name: records,         value: /data}
                """));
        write(folder, "routes/acme/acme-plain.camel.yaml", hook("acme-plain", """
                      - {name: signature, value: query}
                      - {name: in,        value: key}
                      - {name: secret,    value: "{{acme.secret}}"}
                      - {name: content,   value: form}
                """));
        write(folder, "routes/acme/acme-bearer.camel.yaml", hook("acme-bearer", """
                      - {name: signature, value: header}
                      - {name: in,        value: X-Api-Key}
                      - {name: secret,    value: "{{acme.secret}}"}
                      - {name: content,   value: xml}
                """));
        hub = EngineersHub.start(folder, database,
                Map.of("acme.secret", "s3cret", "spring.datasource.hikari.connection-timeout", "500"));
        sender = new Sender(hub.url() + "/api/v1/webhooks/acme-hook", "s3cret");
    }

    @BeforeEach
    void nothingIsKnown() {
        database.emptied();
    }

    @AfterAll
    void stops() {
        hub.close();
    }

    @Test
    void whatIsSignedIsStoredBeforeItIsAnswered() {
        assertThat(sender.send("1", Instant.now(), data(1, "Ada", 5))).isEqualTo(202);

        assertThat(books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(name(1)).isEqualTo("Ada");
    }

    @Test
    void whoCannotProveHimselfLearnsNothingAndChangesNothing() {
        var wrong = new Sender(sender.url(), "guess");
        var elsewhere = new Sender(hub.url() + "/api/v1/webhooks/acme-none", "s3cret");

        assertThat(wrong.send("1", Instant.now(), data(1, "Eve", 5))).isEqualTo(401);
        assertThat(elsewhere.send("1", Instant.now(), data(1, "Eve", 5))).isEqualTo(401);
        var none = sender.post(data(1, "Eve", 5).getBytes(UTF_8));
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.body().replace("acme-hook", "acme-none"))
                .isEqualTo(elsewhere.post(new byte[0]).body()).contains("/problems/webhook-refused");
        assertThat(count("source_version")).isZero();
    }

    @Test
    void aCallFromLongAgoOrFromTheFutureIsRefused() {
        assertThat(sender.send("1", Instant.now().minusSeconds(320), data(1, "Ada", 5))).isEqualTo(401);
        assertThat(sender.send("1", Instant.now().plusSeconds(320), data(1, "Ada", 5))).isEqualTo(401);
        assertThat(sender.send("1", Instant.now().minusSeconds(280), data(1, "Ada", 5))).isEqualTo(202);
    }

    @Test
    void theSameDeliveryOnceMoreIsAnsweredTheSameAndChangesNothing() throws Exception {
        var at = Instant.now();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                sent.add(threads.submit(() -> sender.send("twice", at, data(1, "Ada", 5))));
            }
            for (var one : sent) {
                assertThat(one.get()).isEqualTo(202);
            }
        }

        assertThat(books().received()).isEqualTo(1);
    }

    @Test
    void anotherDeliveryOfTheSameOrOfAnEarlierStateHarmsNothing() {
        sender.send("1", Instant.now(), data(1, "Ada King", 9));
        sender.send("2", Instant.now(), data(1, "Ada King", 9));
        sender.send("3", Instant.now(), data(1, "Ada", 5));

        assertThat(name(1)).isEqualTo("Ada King");
        assertThat(books()).isEqualTo(new Landed(3, 1, 1, 1, 0));
    }

    @Test
    void whatCannotBeReadIsTakenAndParkedWhole() {
        assertThat(sender.send("1", Instant.now(), "<html>Please log in</html>")).isEqualTo(202);
        assertThat(sender.send("2", Instant.now(), new byte[]{(byte) 0xff, 0, (byte) 0xc3, 0x28})).isEqualTo(202);
        assertThat(sender.send("3", Instant.now(), "{\"date\": []}")).isEqualTo(202);
        assertThat(sender.send("4", Instant.now(), "[".repeat(100_000))).isEqualTo(202);
        assertThat(sender.send("5", Instant.now(), "{\"data\": [{\"id\": 1}, null, 17]}")).isEqualTo(202);
        assertThat(sender.send("6", Instant.now(), "")).isEqualTo(202);

        assertThat(hub.parked()).hasSize(8).anySatisfy(parked -> {
            assertThat(parked.payload()).isEqualTo("{\"date\": []}");
            assertThat(parked.reason()).contains("has no /data, where the hook looks for records");
        }).anySatisfy(parked -> assertThat(parked.payload()).isEqualTo("ÿ\ufffdÃ("));
        assertThat(books().parked()).isEqualTo(8);
    }

    @Test
    void aFormAndXmlAreRecordsToo() {
        var form = new Sender(hub.url() + "/api/v1/webhooks/acme-plain?key=s3cret", "");
        var xml = new Sender(hub.url() + "/api/v1/webhooks/acme-bearer", "");

        assertThat(form.post("id=7&name=Ada+King&at=2026-01-05T10%3A00%3A00Z&key=guess".getBytes(UTF_8),
                "Content-Type", "application/x-www-form-urlencoded").statusCode()).isEqualTo(202);
        assertThat(xml.post("<a><id>8</id><name>Ada</name><at>2026-01-05T10:00:00Z</at></a>".getBytes(UTF_8),
                "X-Api-Key", "s3cret", "Content-Type", "text/xml").statusCode()).isEqualTo(202);
        assertThat(xml.post("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a><id>&b;</id></a>"
                .getBytes(UTF_8), "X-Api-Key", "s3cret").statusCode()).isEqualTo(202);

        assertThat(name(7)).isEqualTo("Ada King");
        assertThat(name(8)).isEqualTo("Ada");
        assertThat(hub.parked()).hasSize(1);
        assertThat(new Sender(form.url().replace("s3cret", "guess"), "").post(
                "key=s3cret".getBytes(UTF_8), "Content-Type", "application/x-www-form-urlencoded").statusCode())
                .isEqualTo(401);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        assertThat(sender.send("1", Instant.now(), new byte[10_000_000])).isEqualTo(413);
    }

    @Test
    void aPausedWebhookAsksToBeCalledAgainButOnlyThoseItKnows() {
        hub.connectors().pause("acme", "ada");

        assertThat(sender.send("1", Instant.now(), data(1, "Ada", 5))).isEqualTo(503);
        assertThat(new Sender(sender.url(), "guess").send("1", Instant.now(), data(1, "Ada", 5))).isEqualTo(401);

        hub.connectors().resume("acme");
        assertThat(sender.send("1", Instant.now(), data(1, "Ada", 5))).isEqualTo(202);
    }

    @Test
    void whileTheDatabaseIsAwayEverythingIsToBeSentAgain() {
        var name = database.jdbc().sql("select current_database()").query(String.class).single();
        var other = TestDatabase.fresh().jdbc();
        other.sql("alter database " + name + " with allow_connections false").update();
        other.sql("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?").param(name)
                .query((row, number) -> true).list();
        try {
            assertThat(sender.send("1", Instant.now(), data(1, "Ada", 5))).isEqualTo(503);
        } finally {
            other.sql("alter database " + name + " with allow_connections true").update();
        }

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions() // the test's own connections were cut too
                .until(() -> database.jdbc().sql("select true").query(Boolean.class).single());
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sender.send("1", Instant.now(), data(1, "Ada", 5)) == 202);
        assertThat(name(1)).isEqualTo("Ada");
    }

    private Landed books() {
        return hub.connector("acme").orElseThrow().routes().stream()
                .filter(reading -> reading.route().equals("acme-hook")).findFirst().orElseThrow().books();
    }

    private String name(int key) {
        return hub.jdbc().sql("""
                select v.canonical::json ->> 'name' from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash) where r.key = ?
                """).param(String.valueOf(key)).query(String.class).single();
    }

    private int count(String table) {
        return hub.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static String data(int id, String name, int second) {
        return "{\"data\": [{\"id\": %d, \"name\": \"%s\", \"at\": \"2026-01-05T10:00:0%dZ\"}]}".formatted(id, name,
                second);
    }

    private static String hook(String id, String parameters) {
        return """
                # Acme calls.
                - templatedRoute:
                    routeId: %s
                    routeTemplateRef: webhook
                    parameters:
                      - {name: system,  value: acme}
                      - {name: mapping, value: acme/customer}
                """.formatted(id) + parameters;
    }

    private static void write(Path folder, String file, String text) {
        EngineersHub.write(folder.resolve(file), text);
    }
}
