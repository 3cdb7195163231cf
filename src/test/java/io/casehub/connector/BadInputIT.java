package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import io.casehub.ingest.Parking.ParkedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What badly behaved systems answer, through a whole hub: it ends in a parked record or a clear
 * sentence, holds up nothing, and nothing is lost.
 */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputIT {

    private static final Duration SECONDS = Duration.ofSeconds(12);
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String GOOD = record(1, "2026-01-01T00:00:01Z", "\"12.50\"");

    @TempDir
    static Path folder;

    private FakeSystem system = new FakeSystem();
    private @Nullable EngineersHub started;
    private String name = "";

    @BeforeAll
    void starts() throws IOException {
        started = EngineersHub.start(folder, TestDatabase.fresh(), Map.of());
    }

    @AfterAll
    void stops() {
        hub().close();
    }

    @BeforeEach
    void anotherSystem() {
        system = new FakeSystem();
    }

    @AfterEach
    void takesTheConnectorOut() throws IOException {
        hub().remove(name);
        system.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"<html><body>Sign in</body></html> | is not JSON",
            "\u0001\u0002\u0003\ufffd | is not JSON", "{\"data\": [{\"id\": 1, | is not JSON",
            "{\"status\": \"error\", \"message\": \"quota\", \"data\": []} | the source answers with an error: quota",
            "[1, 2] | the answer has no /data", "'' | the answer has no /data"})
    void anAnswerThatIsNoneIsTheSourcesFailureUntilItAnswersAgain(String answer, String sentence) {
        system.answers(200, "", answer).answers(200, "", data(GOOD));

        connect();

        await().atMost(SECONDS).untilAsserted(() -> assertThat(hub().reading(name)).hasValueSatisfying(
                reading -> assertThat(reading.lastError()).contains(sentence)));
        await().atMost(SECONDS).until(() -> applied() == 1);
        assertThat(parked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "{\"id\": null, \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \"1\"} | is missing in the payload",
            "{\"id\": 2, \"at\": \"2099-01-01T00:00:00Z\", \"amount\": \"1\"} | lies in the future",
            "{\"id\": 2, \"at\": \"01.02.2026 10:00\", \"amount\": \"1\"} | changedAt",
            "{\"id\": 2, \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \"1.234,50\"} | 1.234,50",
            "{\"id\": 2, \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \"12 EUR\"} | 12 EUR",
            "{\"id\": 2, \"at\": \"2026-01-01T00:00:02Z\", \"amount\": 1e999999999} | 1E+999999999",
            "17 | 17", "\"text\" | text", "[] | []"})
    void aRecordThatCannotBeIsParkedAloneAndSaysWhy(String record, String sentence) {
        system.answers(200, "", data(record, GOOD));

        connect();

        await().atMost(SECONDS).until(() -> applied() == 1 && parked().size() == 1);
        assertThat(parked().getFirst().reason() + parked().getFirst().payload()).contains(sentence);
        assertThat(hub().reading(name).orElseThrow().failingSince()).isNull();
        assertThat(hub().reading(name).orElseThrow().cursor()).contains("\"key\":1");
    }

    @Test
    void aKeyDoubledInAPageKeepsBothVersionsAndTheNewerIsCurrent() {
        system.answers(200, "", data(record(1, "2026-01-01T00:00:02Z", "\"2\""), GOOD));

        connect();

        await().atMost(SECONDS).until(() -> hub().reading(name).filter(r -> r.books().received() >= 2).isPresent());
        assertThat(hub().jdbc().sql("select count(*) from source_version where system = ?").param(name)
                .query(Integer.class).single()).isEqualTo(2);
        assertThat(hub().jdbc().sql("select changed_at::text from source_record where system = ?").param(name)
                .query(String.class).single()).contains("00:00:02");
    }

    @Test
    void aRecordOfFortyMegabytesIsParkedAndTheOthersComeIn() {
        system.answers(200, "", data("{\"id\": 2, \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \""
                + "9".repeat(40_000_000) + "\"}", GOOD));

        connect();

        await().atMost(SECONDS).until(() -> applied() == 1 && parked().size() == 1);
        assertThat(parked().getFirst().reason()).contains("is longer than");
    }

    @Test
    void textThatNoDatabaseTakesHoldsUpNothing() {
        system.answers(200, "", data("{\"id\": \"a\\u0000b\", \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \"1\"}",
                "{\"id\": \"\\ud800\", \"at\": \"2026-01-01T00:00:02Z\", \"amount\": \"1\"}",
                GOOD));

        connect();

        await().atMost(SECONDS).until(() -> hub().reading(name).filter(r -> r.books().received() >= 3).isPresent());
        assertThat(applied() + parked().size()).as(hub().reading(name) + " " + parked()).isEqualTo(3);
    }

    @Test
    void deepNestingIsRefusedAndNotFollowed() {
        system.answers(200, "", "{\"data\": " + "[".repeat(200_000)).answers(200, "", data(GOOD));

        connect();

        await().atMost(SECONDS).until(() -> applied() == 1);
        assertThat(hub().reading(name).orElseThrow().lastError()).contains("is not JSON");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x><data><id>&b;</id></data></x>",
            "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><x><data><id>&f;</id></data></x>"})
    void entitiesThatXmlBringsAlongAreNotFollowed(String xml) {
        system.answers(200, "", xml)
                .answers(200, "", "<x><data><id>1</id><at>2026-01-01T00:00:01Z</at><amount>1</amount></data></x>");

        connect("      - {name: contentType, value: text/xml}\n");

        await().atMost(SECONDS).until(() -> applied() == 1);
        assertThat(hub().reading(name).orElseThrow().lastError()).contains("is not XML");
        assertThat(
                hub().jdbc().sql("select count(*) from source_version where raw like '%root:%' or raw like '%aaaaaa%'")
                        .query(Integer.class).single())
                .isZero();
    }

    @Test
    void nothingToSayIsNoFailure() {
        system.answersRaw("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").answers(200, "", data(GOOD));

        connect();

        await().atMost(SECONDS).until(() -> applied() == 1);
        assertThat(hub().reading(name).orElseThrow().lastError()).isNull();
    }

    @Test
    void aCertificateThatDoesNotFitIsSaidAndNothingIsRead() throws Exception {
        var keys = new KeysOfAStranger(folder.resolve("stranger.p12"));
        try (var stranger = keys.serve(data(GOOD))) {
            connect("", "https://localhost:" + stranger.port());

            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub().reading(name)).hasValueSatisfying(
                    reading -> assertThat(reading.lastError()).contains("certif")));
            assertThat(applied()).isZero();
        }
    }

    private void connect() {
        connect("");
    }

    private void connect(String more) {
        connect(more, system.url());
    }

    /** A connector of a new name, as an engineer would write it. */
    private void connect(String more, String url) {
        name = "bad" + COUNT.incrementAndGet();
        hub().write("mappings/" + name + "/payment.jslt", """
                {"source": {"key": string(.id)}, "changedAt": .at, "status": "succeeded", "paidAt": .at,
                 "amount": money(.amount, "EUR")}
                """)
                .write("routes/" + name + "/connector.yaml", """
                        title: a system that behaves badly
                        settings: {url: {default: "%s"}}
                        http: {errors: [{text: '(?<="message": ")\\w+'}]}
                        """.formatted(url))
                .write("routes/" + name + "/" + name + "-payments.camel.yaml", """
                        # Its payments.
                        - templatedRoute:
                            routeId: %1$s-payments
                            routeTemplateRef: pull-http
                            parameters:
                              - {name: system,  value: %1$s}
                              - {name: url,     value: "{{%1$s.url}}/payments?since={cursor.at}"}
                              - {name: records, value: /data}
                              - {name: order,   value: "at, id"}
                              - {name: mapping, value: %1$s/payment}
                              - {name: every,   value: 300ms}
                        """.formatted(name) + more);
    }

    private EngineersHub hub() {
        return Objects.requireNonNull(started);
    }

    private int applied() {
        return hub().reading(name).map(reading -> reading.books().applied()).orElse(0);
    }

    private List<ParkedRecord> parked() {
        return hub().parked().stream().filter(parked -> parked.system().equals(name)).toList();
    }

    private static String data(String... records) {
        return "{\"data\": [" + String.join(", ", records) + "]}";
    }

    private static String record(int id, String at, String amount) {
        return "{\"id\": %d, \"at\": \"%s\", \"amount\": %s}".formatted(id, at, amount);
    }
}
