package io.casehub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Makes many customers of some: every row that the hub itself wrote about them is written again, as
 * often as asked, with other numbers, other ids and other keys. So a store of any size is there in
 * minutes, and whatever tables the hub has are filled as it fills them.
 */
final class Clones {

    /** The beginning of the numbers of all customers that are copied, and of nothing else. */
    static final String SEED = "1517707";

    private static final int COPIES_BEGIN = 1_511_000;
    private static final String UUID = "([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";

    /** What the hub notes of itself: its journals, its keys, its books. */
    private static final List<String> NOT_OF_CUSTOMERS = List.of("flyway_%", "api_key", "reading", "source_contact",
            "event%", "audit_%", "drift_%", "connector_%", "pull_run", "case_type_version", "intake_key", "judgement",
            "outbound_%", "bench_%", "signal_walk");

    private final Server server;
    private final String database;

    Clones(Server server, String database) {
        this.server = server;
        this.database = database;
    }

    /** The beginning of the numbers of a copy, counted from 1. */
    static String beginning(int copy) {
        return String.valueOf(COPIES_BEGIN + copy);
    }

    void make(int copies) {
        var source = new SingleConnectionDataSource(server.url(database), "postgres", Server.PASSWORD, true);
        try {
            var jdbc = JdbcClient.create(source);
            List.of("full_page_writes", "fsync").forEach(setting -> set(jdbc, setting, "off"));
            for (var table : tables(jdbc)) {
                multiply(jdbc, table, copies);
            }
            jdbc.sql("vacuum (analyze)").update();
            List.of("full_page_writes", "fsync").forEach(setting -> set(jdbc, setting, "on"));
            jdbc.sql("checkpoint").update();
        } finally {
            source.destroy();
        }
    }

    private static void set(JdbcClient jdbc, String setting, String value) {
        jdbc.sql("alter system set %s = %s".formatted(setting, value)).update();
        jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
    }

    private static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql("""
                select tablename from pg_tables where schemaname = 'public' and not tablename like any (?)
                order by tablename
                """).param(NOT_OF_CUSTOMERS.toArray(String[]::new)).query(String.class).list();
    }

    /**
     * Empties the table in the same transaction, so that nothing is written twice; indexes come last. A
     * table in which a copy would be the same again is about no customer.
     */
    private static void multiply(JdbcClient jdbc, String table, int copies) {
        if (!jdbc.sql("select exists (select 1 from %s)".formatted(table)).query(Boolean.class).single()) {
            return;
        }
        var columns = columns(jdbc, table);
        var names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        jdbc.sql("create temporary table seed as table " + table).update();
        var copied = columns.stream().map(column -> column.copied(jdbc)).collect(Collectors.joining(", "));
        if (copied.equals(names)) {
            jdbc.sql("drop table seed").update();
            return;
        }
        var into = "insert into %s (%s) overriding system value select ".formatted(table, names);
        for (var statement : List.of("begin", "truncate " + table,
                "update pg_index set indisready = false where indrelid = '%s'::regclass".formatted(table),
                into + names + " from seed",
                into + copied + " from (select n, (%d + n)::text as beginning from generate_series(1, %d) n) copy, seed"
                        .formatted(COPIES_BEGIN, copies),
                "reindex table " + table, "commit", "drop table seed")) {
            jdbc.sql(statement).update();
        }
    }

    private static List<Column> columns(JdbcClient jdbc, String table) {
        return new ArrayList<>(jdbc
                .sql("""
                        select attname, format_type(atttypid, atttypmod) as type from pg_attribute
                        where attrelid = ?::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
                        order by attnum
                        """)
                .param(table)
                .query((row, number) -> new Column(table, row.getString("attname"), row.getString("type"))).list());
    }

    private record Column(String table, String name, String type) {

        /** What stands in a copy; {@code n} is its number and {@code beginning} that of its customers'. */
        String copied(JdbcClient jdbc) {
            return switch (type) {
                case "uuid" -> "(lpad(to_hex(n), 8, '0') || substr(%s::text, 9))::uuid".formatted(name);
                case "bigint" -> isVersion() ? name : "%s # (n::bigint << 40)".formatted(name);
                case "bigint[]" ->
                    "array(select one # (n::bigint << 40) from unnest(%s) with ordinality as u(one, place) order by place)"
                            .formatted(name);
                case "bytea" -> table.equals("customer_view")
                        ? "convert_to(%s, 'UTF8')".formatted(renamed(jdbc, "convert_from(%s, 'UTF8')".formatted(name)))
                        : name;
                case "text" -> renamed(jdbc, name);
                case "text[]", "tsvector", "jsonb", "json" ->
                    "(%s)::%s".formatted(renamed(jdbc, name + "::text"), type);
                default -> name;
            };
        }

        private boolean isVersion() {
            return List.of("sequence", "version").contains(name);
        }

        /** Looked for first: most columns hold neither number nor id, and replacing is dear. */
        private String renamed(JdbcClient jdbc, String text) {
            var renamed = text;
            if (holds(jdbc, "%s like '%%%s%%'".formatted(text, SEED))) {
                renamed = "replace(%s, '%s', beginning)".formatted(renamed, SEED);
            }
            if (holds(jdbc, "%s ~ '%s'".formatted(text, UUID))) {
                renamed = "regexp_replace(%s, '%s', lpad(to_hex(n), 8, '0') || '\\2', 'g')".formatted(renamed, UUID);
            }
            return renamed;
        }

        private boolean holds(JdbcClient jdbc, String condition) {
            return jdbc.sql("select exists (select 1 from seed where %s)".formatted(condition)).query(Boolean.class)
                    .single();
        }
    }
}
