package io.casehub.ingest;

import io.casehub.ingest.Landing.Version;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of versions and of what is current. Every statement takes a whole page. */
@Component
class RecordStore {

    private final JdbcClient jdbc;

    RecordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is current of these records, locked until the transaction ends. */
    Map<SourceRef, Version> current(Collection<SourceRef> records) {
        var sorted = records.stream().sorted().toList();
        var current = new HashMap<SourceRef, Version>();
        jdbc.sql("""
                select system, entity, key, changed_at, sequence, raw_hash, swept from source_record
                where (system, entity, key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                order by system, entity, key
                for update
                """)
                .param(texts(sorted, SourceRef::system))
                .param(texts(sorted, record -> record.entity().word()))
                .param(texts(sorted, SourceRef::key))
                .query(RecordStore::version)
                .list()
                .forEach(version -> current.put(version.source(), version));
        return current;
    }

    /** Writes versions that were not there before, and says which. */
    Set<Version> add(List<Landing> landings) {
        return new HashSet<>(jdbc.sql("""
                insert into source_version
                    (system, entity, key, changed_at, sequence, raw_hash, raw, canonical, fetched_at)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bytea[],
                                     ?::text[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                returning system, entity, key, changed_at, sequence, raw_hash, false as swept
                """)
                .param(texts(landings, landing -> landing.source().system()))
                .param(texts(landings, landing -> landing.source().entity().word()))
                .param(texts(landings, landing -> landing.source().key()))
                .param(times(landings, landing -> landing.revision().changedAt()))
                .param(landings.stream().map(landing -> landing.revision().sequence()).toArray(Long[]::new))
                .param(landings.stream().map(Landing::hash).toArray(byte[][]::new))
                .param(texts(landings, landing -> landing.raw().text()))
                .param(texts(landings, Landing::canonical))
                .param(times(landings, Landing::fetchedAt))
                .query(RecordStore::version)
                .list());
    }

    /** Makes these versions current. Another route may have been faster with a newer one: it stays. */
    void makeCurrent(List<Landing> landings) {
        jdbc.sql("""
                insert into source_record (system, entity, key, changed_at, sequence, raw_hash, fetched_at, swept)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::bigint[], ?::bytea[],
                                     ?::timestamptz[], ?::boolean[])
                on conflict (system, entity, key) do update
                set changed_at = excluded.changed_at, sequence = excluded.sequence, raw_hash = excluded.raw_hash,
                    fetched_at = excluded.fetched_at, swept = excluded.swept
                where (source_record.changed_at, source_record.sequence) <= (excluded.changed_at, excluded.sequence)
                """)
                .param(texts(landings, landing -> landing.source().system()))
                .param(texts(landings, landing -> landing.source().entity().word()))
                .param(texts(landings, landing -> landing.source().key()))
                .param(times(landings, landing -> landing.revision().changedAt()))
                .param(landings.stream().map(landing -> landing.revision().sequence()).toArray(Long[]::new))
                .param(landings.stream().map(Landing::hash).toArray(byte[][]::new))
                .param(times(landings, Landing::fetchedAt))
                .param(landings.stream().map(Landing::isSwept).toArray(Boolean[]::new))
                .update();
    }

    private static Version version(ResultSet row, int number) throws SQLException {
        return new Version(source(row), revision(row), row.getBytes("raw_hash"), row.getBoolean("swept"));
    }

    static SourceRef source(ResultSet row) throws SQLException {
        return SourceRef.of(row.getString("system"), row.getString("entity"), row.getString("key"));
    }

    static Revision revision(ResultSet row) throws SQLException {
        return new Revision(row.getObject("changed_at", OffsetDateTime.class).toInstant(), row.getLong("sequence"));
    }

    static <T> String[] texts(Collection<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** The driver binds no array of times; as text the server reads them. */
    static <T> String[] times(Collection<T> rows, Function<T, Instant> column) {
        return texts(rows, column.andThen(Instant::toString));
    }
}
