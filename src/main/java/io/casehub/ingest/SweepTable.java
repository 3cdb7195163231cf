package io.casehub.ingest;

import io.casehub.model.Gone;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of sweeps and of the keys they have seen. */
@Component
class SweepTable {

    private final JdbcClient jdbc;

    SweepTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A reading begins; what an earlier one has listed counts no more. */
    void begin(Sweep sweep, Instant at) {
        forgetPages(sweep.route());
        jdbc.sql("""
                insert into sweep (route, system, entity, prefix, began_at) values (?, ?, ?, ?, ?)
                on conflict (route) do update
                set system = excluded.system, entity = excluded.entity, prefix = excluded.prefix,
                    began_at = excluded.began_at, problem = null
                """)
                .params(sweep.route(), sweep.system(), sweep.entity().word(), sweep.prefix(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void note(String route, List<String> keys) {
        jdbc.sql("""
                insert into sweep_page (route, keys)
                select route, :keys from sweep where route = :route and began_at is not null
                """).param("route", route).param("keys", keys.toArray(String[]::new)).update();
    }

    void giveUp(String route, String why) {
        forgetPages(route);
        jdbc.sql("update sweep set began_at = null, problem = ? where route = ? and began_at is not null")
                .params(why, route).update();
    }

    /** When the reading began whose keys are all here. */
    Optional<Instant> began(String route) {
        return jdbc.sql("select began_at from sweep where route = ? and began_at is not null").param(route)
                .query((row, number) -> time(row, "began_at")).optional();
    }

    String system(String route) {
        return jdbc.sql("select system from sweep where route = ?").param(route).query(String.class).single();
    }

    Found compare(Sweep sweep, Instant began) {
        return jdbc.sql("""
                with seen as materialized (
                    select distinct unnest(keys) as key from sweep_page where route = :route)
                select (select count(*) from seen) as seen, count(*) as known,
                       coalesce(array_agg(r.key order by r.key) filter (where s.key is null), '{}') as missing
                from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                left join seen s on s.key = r.key
                where r.system = :system and r.entity = :entity and starts_with(r.key, :prefix)
                  and r.fetched_at < :began and v.canonical <> '{}'
                """)
                .param("route", sweep.route())
                .param("system", sweep.system())
                .param("entity", sweep.entity().word())
                .param("prefix", sweep.prefix())
                .param("began", began.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Found(row.getLong("seen"), row.getLong("known"), keys(row, "missing")))
                .single();
    }

    /** Of these records those that are as they were when the reading began, and not listed since. */
    List<Gone> lockUnchanged(String route, List<String> keys, Instant began) {
        return jdbc.sql("""
                select r.system, r.entity, r.key, r.changed_at, r.sequence
                from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                join sweep w on w.system = r.system and w.entity = r.entity
                where w.route = :route and r.key = any(:keys) and r.fetched_at < :began and v.canonical <> '{}'
                  and not exists (select from sweep_page p where p.route = w.route and r.key = any(p.keys))
                order by r.system, r.entity, r.key
                for update of r
                """)
                .param("route", route)
                .param("keys", keys.toArray(String[]::new))
                .param("began", began.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Gone(RecordStore.source(row), RecordStore.revision(row)))
                .list();
    }

    void concluded(String route, Found found, long gone) {
        write(route, found, gone, null, null);
    }

    /** Keeps what is missing until somebody decides; whether nothing was held before. */
    boolean hold(String route, Found found, Instant began) {
        boolean isNew = held(route).isEmpty();
        write(route, found, 0, began, found.missing());
        return isNew;
    }

    Optional<Held> held(String route) {
        return jdbc.sql("select held_began, held_keys from sweep where route = ? and held_at is not null").param(route)
                .query((row, number) -> new Held(time(row, "held_began"), keys(row, "held_keys"))).optional();
    }

    void released(String route, long gone) {
        jdbc.sql("""
                update sweep set held_at = null, held_began = null, held_keys = null, gone = ? where route = ?
                """).params(gone, route).update();
    }

    List<SweepState> states() {
        return jdbc.sql("select *, held_keys[1:5] as examples from sweep order by route")
                .query((row, number) -> new SweepState(row.getString("system"), row.getString("route"),
                        moment(row, "swept_at"), row.getLong("seen"), row.getLong("known"), row.getLong("missing"),
                        row.getLong("gone"), moment(row, "held_at"), keys(row, "examples"), row.getString("problem")))
                .list();
    }

    private void write(String route, Found found, long gone, @Nullable Instant began, @Nullable List<String> held) {
        forgetPages(route);
        jdbc.sql("""
                update sweep
                set began_at = null, problem = null, swept_at = now(), seen = :seen, known = :known,
                    missing = :missing, gone = :gone, held_keys = :keys, held_began = :began::timestamptz,
                    held_at = case when :began::timestamptz is not null then coalesce(held_at, now()) end
                where route = :route
                """)
                .param("route", route)
                .param("seen", found.seen())
                .param("known", found.known())
                .param("missing", found.missing().size())
                .param("gone", gone)
                .param("keys", held == null ? null : held.toArray(String[]::new))
                .param("began", began == null ? null : began.toString())
                .update();
    }

    private void forgetPages(String route) {
        jdbc.sql("delete from sweep_page where route = ?").param(route).update();
    }

    private static List<String> keys(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /**
     * What a comparison came to.
     *
     * @param missing the keys that are known and were not listed
     */
    record Found(long seen, long known, List<String> missing) {}

    /** What waits for a decision, and when the reading began that missed it. */
    record Held(Instant began, List<String> keys) {}
}
