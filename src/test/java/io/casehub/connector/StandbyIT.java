package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes and a system that is read once an hour: when one goes, the other does not wait for the
 * hour.
 */
class StandbyIT {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void whatANodeReadOnceAnHourIsReadSoonByTheOtherWhenItGoes() throws IOException {
        var source = TestDatabase.fresh();
        source.jdbc().sql("create table party (id bigint primary key, name text)").update();
        source.jdbc().sql("insert into party values (1, 'Ada')").update();
        connector(source);
        var database = TestDatabase.fresh();

        try (var first = EngineersHub.start(folder, database, Map.of())) {
            await().atMost(LONG).until(() -> known(database) == 1);
            source.jdbc().sql("insert into party values (2, 'Bob')").update();
            try (var second = EngineersHub.start(folder, database, Map.of())) {
                assertThat(second.connector("pg")).hasValueSatisfying(
                        connector -> assertThat(connector.state()).isEqualTo("running"));
                assertThat(known(database)).isEqualTo(1);
                first.close();

                await().atMost(LONG).until(() -> known(database) == 2);
            }
        }
    }

    private static int known(TestDatabase database) {
        return database.jdbc().sql("select count(*) from source_record where system = 'pg'").query(Integer.class)
                .single();
    }

    private void connector(TestDatabase source) {
        EngineersHub.write(folder.resolve("routes/pg/connector.yaml"), """
                title: a PostgreSQL
                settings: {url: {default: "%s"}}
                datasource: {url: "{{pg.url}}", username: "", password: ""}
                """.formatted(source.url()));
        EngineersHub.write(folder.resolve("routes/pg/pg-parties.camel.yaml"), """
                # Its parties.
                - templatedRoute:
                    routeId: pg-parties
                    routeTemplateRef: pull-jdbc
                    parameters:
                      - {name: system,   value: pg}
                      - {name: query,    value: "select id, name from party where id > :?key order by id limit :?limit"}
                      - {name: order,    value: id}
                      - {name: startKey, value: "0"}
                      - {name: every,    value: 1h}
                      - {name: mapping,  value: pg/customer}
                """);
        EngineersHub.write(folder.resolve("mappings/pg/customer.jslt"), """
                {"source": {"key": .id}, "kind": "person", "name": .name}
                """);
    }
}
