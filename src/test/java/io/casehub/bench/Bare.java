package io.casehub.bench;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The rows of versions and of what is current that a hub has written, written once more into tables
 * like its own, page by page and committed, and nothing else: what no hub can be faster than.
 */
public final class Bare implements AutoCloseable {

    private static final int COLUMNS = 9;

    private final SingleConnectionDataSource source;
    private final JdbcClient jdbc;
    private long taken;

    public Bare(String url, String user, String password) {
        source = new SingleConnectionDataSource(url, user, password, true);
        jdbc = JdbcClient.create(source);
        for (var table : List.of("source_version", "source_record")) {
            jdbc.sql("create table bare_%1$s (like %1$s including all)".formatted(table)).update();
        }
    }

    /** The next rows that the hub has written, as many as there are, up to so many. */
    public List<String[]> next(int most) {
        var rows = jdbc.sql("""
                select system, entity, key, changed_at::text, sequence::text, encode(raw_hash, 'hex'), raw, canonical,
                       fetched_at::text, arrived
                from source_version where arrived > ? order by arrived limit ?
                """).params(taken, most).query((row, number) -> {
            var cells = new String[COLUMNS];
            for (int column = 0; column < COLUMNS; column++) {
                cells[column] = row.getString(column + 1);
            }
            taken = Math.max(taken, row.getLong(COLUMNS + 1));
            return cells;
        }).list();
        return rows;
    }

    public void write(List<String[]> rows, int page) {
        for (int from = 0; from < rows.size(); from += page) {
            upsert(rows.subList(from, Math.min(rows.size(), from + page)));
        }
    }

    private void upsert(List<String[]> page) {
        var columns = new ArrayList<Object>();
        for (int i = 0; i < COLUMNS; i++) {
            int column = i;
            columns.add(page.stream().map(cells -> cells[column]).toArray(String[]::new));
        }
        jdbc.sql("""
                with given as (
                    select s, e, k, c::timestamptz, q::bigint, decode(h, 'hex') as h, r, n, f::timestamptz
                    from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                ?::text[]) as t (s, e, k, c, q, h, r, n, f)),
                versions as (
                    insert into bare_source_version
                        (system, entity, key, changed_at, sequence, raw_hash, raw, canonical, fetched_at)
                    select * from given on conflict do nothing)
                insert into bare_source_record (system, entity, key, changed_at, sequence, raw_hash, fetched_at)
                select s, e, k, c, q, h, f from given
                on conflict (system, entity, key) do update
                set changed_at = excluded.changed_at, sequence = excluded.sequence, raw_hash = excluded.raw_hash,
                    fetched_at = excluded.fetched_at
                """).params(columns).update();
    }

    @Override
    public void close() {
        source.destroy();
    }
}
