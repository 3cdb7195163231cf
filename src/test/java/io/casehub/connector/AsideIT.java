package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casehub.connector.pull.NotPullable;
import io.casehub.connector.pull.Progress;
import io.casehub.connector.pull.Repull;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.Sweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * What is read beside the usual reading: a stretch of time, a single record, the keys of
 * everything; over JDBC from the ERP's tables and over HTTP from a system that answers what it is
 * told.
 */
class AsideIT {

    private static final String KEYS = """
            - templatedRoute:
                routeId: %s
                routeTemplateRef: pull-%s
                parameters:
                  - {name: system,   value: erp}
                  - {name: %s}
                  - {name: reads,    value: everything}
                  - {name: paging,   value: none}
                  - {name: sweep,    value: "%s"}
                  - {name: entity,   value: customer}
                  - {name: mapping,  value: ""}
                  - {name: every,    value: 100ms}
            """;

    @TempDir
    Path folder;

    private final JdbcDataSource erp = erp();
    private final JdbcClient jdbc = JdbcClient.create(erp);
    private final FakeSystem system = new FakeSystem();
    private final RunningRoutes routes;

    AsideIT() throws Exception {
        routes = new RunningRoutes(Map.of("erp.zone", "Europe/Berlin", "erp.every", "100", "erp.url", system.url()));
        routes.camel.getRegistry().bind("erp", DataSource.class, erp);
    }

    @BeforeEach
    void theErpHasThreeCustomers() throws Exception {
        customer("K1", "2026-01-01 02:00:00");
        customer("K2", "2026-02-01 02:00:00");
        customer("K3", "2026-03-01 02:00:00");
        Files.createDirectories(folder.resolve("erp"));
        Files.copy(Path.of("routes/erp/connector.yaml"), folder.resolve("erp/connector.yaml"));
        var route = Files.readString(Path.of("routes/erp/erp-customers.camel.yaml"));
        write("erp-customers", route + """
                      - {name: one,     value: "select * from KUNDE where KDNR = :?key"}
                      - {name: count,   value: "select count(*) from KUNDE"}
                      - {name: pageSize, value: 2}
                """);
        routes.load(folder, "erp/erp-customers");
        await().until(() -> received("erp-customers") == 3);
    }

    @AfterEach
    void stops() {
        routes.close();
        system.close();
    }

    @Test
    void aStretchOfTimeIsReadOnceMoreAndTheCursorStays() {
        routes.database.jdbc().sql("delete from source_record where key in ('K2', 'K3')").update();
        routes.database.jdbc().sql("delete from source_version where key in ('K2', 'K3')").update();
        var cursor = routes.rooms.get(Cursors.class).read("erp-customers");

        var pulled = repull().range("erp-customers", Instant.parse("2026-01-15T00:00:00Z"),
                Optional.of(Instant.parse("2026-02-15T00:00:00Z")));

        assertThat(pulled.books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(pulled.isComplete()).isTrue();
        assertThat(pulled.readTo()).startsWith("2026-02-01T02:00");
        assertThat(routes.rooms.get(Cursors.class).read("erp-customers")).isEqualTo(cursor);
        assertThat(reading("erp-customers:repull").books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
    }

    @Test
    void aSingleRecordIsReadByItsKey() {
        jdbc.sql("update KUNDE set ORT = 'Wien' where KDNR = 'K2'").update();

        var pulled = repull().one("erp-customers", "K2");

        assertThat(pulled.books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(repull().one("erp-customers", "K2").books()).isEqualTo(new Landed(1, 0, 1, 0, 0));
        assertThat(repull().one("erp-customers", "K9").books().received()).isZero();
    }

    @Test
    void aSourceThatDoesNotAnswerIsTheAnswerAndDisturbsNobody() {
        jdbc.sql("alter table KUNDE rename to KUNDE_ALT").update();

        assertThat(repull().one("erp-customers", "K2").problem()).contains("KUNDE");

        jdbc.sql("alter table KUNDE_ALT rename to KUNDE").update();
        assertThat(repull().one("erp-customers", "K2").problem()).isNull();
    }

    @Test
    void aCursorIsSetBackAndTheReadingGoesOnFromThere() {
        var cursor = repull().cursor("erp-customers", Optional.of("2026-01-15T00:00:00Z"), Optional.empty());
        assertThat(cursor).contains("2026-01-15T01:00:00");

        routes.rooms.get(Cursors.class).set("erp", "erp-customers", cursor);

        await().until(() -> received("erp-customers") == 5);
        assertThat(reading("erp-customers").books()).isEqualTo(new Landed(5, 3, 2, 0, 0));
    }

    @Test
    void aRouteThatKnowsNoTimeOrNoSingleRecordSaysSo() throws Exception {
        keys("jdbc", "query,    value: select KDNR from KUNDE", "{/KDNR}");

        assertThatThrownBy(() -> repull().range("erp-keys", Instant.EPOCH, Optional.empty()))
                .isInstanceOf(NotPullable.class).hasMessageContaining("does not read by time");
        assertThatThrownBy(() -> repull().one("erp-keys", "K1")).isInstanceOf(NotPullable.class)
                .hasMessageContaining("parameter one");
    }

    @Test
    void keysOfADatabaseTellWhatIsGone() throws Exception {
        jdbc.sql("delete from KUNDE where KDNR = 'K2'").update();

        keys("jdbc", "query,    value: select KDNR from KUNDE", "{/KDNR}");

        await().until(() -> reading("erp-keys").books().applied() == 1);
        assertThat(gone()).isEqualTo("K2");
        customer("K2", "2026-02-01 02:00:00");
        repull().range("erp-customers", Instant.parse("2026-01-15T00:00:00Z"), Optional.empty());
        assertThat(gone()).isEmpty();
    }

    @Test
    void keysOverHttpTellWhatIsGoneAlsoWhereTheMappingCannotReadTheRecord() throws Exception {
        system.answers(200, "", "[{\"id\": 1, \"odd\": true}, {\"id\": 3}]");

        keys("http", "url,      value: \"{{erp.url}}/keys\"", "K{/id}");

        await().until(() -> reading("erp-keys").books().applied() == 1);
        assertThat(gone()).isEqualTo("K2");
    }

    @Test
    void anEmptyListIsHeld() throws Exception {
        system.answers(200, "", "[]");

        keys("http", "url,      value: \"{{erp.url}}/keys\"", "K{/id}");

        await().until(() -> Optional.ofNullable(routes.rooms.get(Sweeps.class).all().get("erp-keys"))
                .filter(sweep -> sweep.state().equals("held")).isPresent());
        assertThat(gone()).isEmpty();
    }

    @Test
    void aReadingThatBreaksOffGoesOnWhereItStoodAndCountsOn() throws Exception {
        system.answers(200, "", page(1, 2)).answers(200, "", page(3, 4)).answers(500, "", "")
                .answers(200, "", page(5, 6))
                .answers(200, "", page(7)).answers(200, "", page());
        write("erp-web", """
                - templatedRoute:
                    routeId: erp-web
                    routeTemplateRef: pull-http
                    parameters:
                      - {name: system,   value: erp}
                      - {name: url,      value: "{{erp.url}}/all?page={page}"}
                      - {name: records,  value: /items}
                      - {name: total,    value: /total}
                      - {name: paging,   value: page}
                      - {name: pageSize, value: 2}
                      - {name: reads,    value: everything}
                      - {name: mapping,  value: erp/customer}
                      - {name: every,    value: 100ms}
                """);
        routes.load(folder, "erp/erp-web");

        var progress = new Progress(routes.database.jdbc());
        await().until(() -> system.asked.size() == 3);
        assertThat(progress.all().get("erp-web")).satisfies(run -> assertThat(run.records()).isEqualTo(4))
                .satisfies(run -> assertThat(run.total()).isEqualTo(7))
                .satisfies(run -> assertThat(run.left()).isPresent());
        await().until(() -> received("erp-web") >= 7);
        assertThat(reading("erp-web").books().applied()).isEqualTo(7);
        assertThat(system.asked.get(3)).contains("page=3");
        var pages = routes.database.jdbc().sql("select records from pull_run where route = 'erp-web'")
                .query(Long.class).single();
        assertThat(pages).isEqualTo(6);
        await().until(() -> progress.all().isEmpty());
    }

    private static String page(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(
                        n -> "{\"KDNR\": \"W%d\", \"NAME1\": \"Blum\", \"LAND\": \"D\", \"KZ\": \"P\", \"AENDZEIT\": \"2026-01-01T02:00:00\"}"
                                .formatted(n))
                .collect(Collectors.joining(",", "{\"total\": 7, \"items\": [", "]}"));
    }

    @Test
    void aReadingOfManyPagesSaysHowFarItIs() {
        var run = routes.database.jdbc().sql("select records, pages, total, ended_at is null as open from pull_run")
                .query((row, number) -> row.getInt("records") + " in " + row.getInt("pages") + " of "
                        + row.getInt("total") + " " + row.getBoolean("open"))
                .single();

        assertThat(run).isEqualTo("2 in 1 of 3 false");
        assertThat(new Progress(routes.database.jdbc()).all()).isEmpty();
        assertThat(routes.rooms.get(Readings.class).paces().get("erp")).isPositive();
    }

    private Repull repull() {
        return new Repull(routes.camel, routes.plans(), routes.rooms.get(Ingest.class));
    }

    private void keys(String kind, String source, String key) throws Exception {
        write("erp-keys", KEYS.formatted("erp-keys", kind, source, key));
        routes.load(folder, "erp/erp-keys");
    }

    private void write(String route, String yaml) throws IOException {
        Files.writeString(folder.resolve("erp/" + route + ".camel.yaml"), yaml);
    }

    private String gone() {
        return routes.database.jdbc().sql("select coalesce(string_agg(key, ' '), '') from source_record where swept")
                .query(String.class).single();
    }

    private int received(String route) {
        return routes.rooms.get(Readings.class).of("erp").stream().filter(reading -> reading.route().equals(route))
                .mapToInt(reading -> reading.books().received()).sum();
    }

    private Reading reading(String route) {
        return routes.rooms.get(Readings.class).of("erp").stream().filter(reading -> reading.route().equals(route))
                .findFirst().orElseGet(() -> new Reading(route, null, new Landed(0, 0, 0, 0, 0), null, null, null, 0,
                        null));
    }

    private void customer(String number, String at) {
        jdbc.sql("insert into KUNDE (KDNR, NAME1, LAND, KZ, AENDZEIT) values (?, 'Blum', 'D', 'P', ?)")
                .params(number, at)
                .update();
    }

    private static JdbcDataSource erp() {
        var erp = new JdbcDataSource();
        erp.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("landscape/erp/schema.sql")).execute(erp);
        return erp;
    }
}
