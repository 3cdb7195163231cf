package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reading a PostgreSQL by moments, by a number of changes, and whole: with the clock of another
 * country.
 */
@Isolated("the time zone is that of the whole process")
class PostgresPullIT {

    private static final Duration SECONDS = Duration.ofSeconds(20);

    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    Path folder;

    @AfterEach
    void putsTheClockBack() {
        TimeZone.setDefault(zone);
    }

    @Test
    void momentsAreMomentsWhereverTheHubStandsNumbersAreFollowedAndATableWithoutEitherIsCompared() throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
        var source = TestDatabase.fresh();
        source.jdbc().sql("""
                create table party (id bigint primary key, name text, changed timestamptz);
                create table change (seq bigint primary key, party bigint, name text);
                create table tag (id int primary key, name text, weight real);
                insert into party values (1, 'Ada', '2026-01-05T10:00:00Z'), (2, 'Bob', '2026-01-05T10:00:00Z');
                insert into change values (7, 1, 'Ada'), (12, 2, 'Bob');
                insert into tag values (1, 'Vip', 'NaN'), (2, 'Old', 0.5);
                """).update();
        connector(source);

        try (var hub = EngineersHub.start(folder, TestDatabase.fresh(), Map.of())) {
            await().atMost(SECONDS).untilAsserted(() -> assertThat(current(hub.jdbc())).isEqualTo(6));
            assertThat(hub.jdbc().sql("select raw from source_version where key = 'p-1'").query(String.class).single())
                    .contains("\"changed\":\"2026-01-05T10:00:00Z\"");
            assertThat(hub.jdbc().sql("select cursor from reading where route = 'pg-changes'").query(String.class)
                    .single()).isEqualTo("{\"key\":2}");

            source.jdbc().sql("insert into change values (11, 1, 'Ada late'); delete from tag where id = 2").update();

            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub.jdbc().sql("""
                    select canonical from source_version where key = 'c-11'""").query(String.class).list())
                    .singleElement().asString().contains("Ada late"));
            await().atMost(SECONDS).untilAsserted(() -> assertThat(hub.jdbc().sql("""
                    select v.canonical from source_record r
                    join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                    where key = 't-2'""").query(String.class).single()).isEqualTo("{}"));
            assertThat(hub.parked()).isEmpty();
        }
    }

    private static int current(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from source_record where system = 'pg'").query(Integer.class).single();
    }

    private void connector(TestDatabase source) {
        EngineersHub.write(folder.resolve("routes/pg/connector.yaml"), """
                title: a PostgreSQL
                settings: {url: {default: "%s"}, user: {default: ""}, password: {default: ""}}
                datasource: {url: "{{pg.url}}", username: "{{pg.user}}", password: "{{pg.password}}"}
                defaults: {every: 300ms, zone: UTC}
                """.formatted(source.url()));
        route("pg-parties", "party", "order: \"changed, id\"", """
                select id, name, changed from party where changed > :?at or (changed = :?at and id > :?key)
                order by changed, id limit :?limit""", "startKey: 0");
        route("pg-changes", "change", "order: seq", """
                select seq, party, name from change where seq > :?key order by seq limit :?limit""", "startKey: 0",
                "overlap: 10");
        route("pg-tags", "tag", "order: id", """
                select id, name, weight from tag where id > :?key order by id limit :?limit""", "startKey: 0",
                "reads: everything", "sweep: \"t-{/id}\"", "entity: customer", "share: 100%");
        EngineersHub.write(folder.resolve("mappings/pg/customer.jslt"), """
                {"source": {"key": if (.seq) "c-" + .seq else if (.changed) "p-" + .id else "t-" + .id},
                 "changedAt": .changed, "kind": "person", "name": .name}
                """);
    }

    private void route(String id, String table, String order, String query, String... more) {
        var text = new StringBuilder("""
                # Its %s.
                - templatedRoute:
                    routeId: %s
                    routeTemplateRef: pull-jdbc
                    parameters:
                      - {name: system,  value: pg}
                      - {name: query,   value: "%s"}
                      - {name: mapping, value: pg/customer}
                """.formatted(table, id, query.replace("\n", " ")));
        for (var parameter : new String[][]{{order}, more}) {
            for (var line : parameter) {
                text.append("      - {name: ").append(line.replaceFirst(": ", ", value: ")).append("}\n");
            }
        }
        EngineersHub.write(folder.resolve("routes/pg/" + id + ".camel.yaml"), text.toString());
    }
}
