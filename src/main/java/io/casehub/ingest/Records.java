package io.casehub.ingest;

import io.casehub.mapping.Mappings;
import io.casehub.model.Revision;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The records as they now stand, for rooms that need more of one than the page that brought it. */
@Component
public class Records {

    private final JdbcClient jdbc;

    Records(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The current versions of these records, in the order of their references; unknown ones are left
     * out.
     */
    public List<StoredRecord> current(Collection<SourceRef> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                select v.system, v.entity, v.key, v.changed_at, v.sequence, v.canonical, v.fetched_at
                from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                where (r.system, r.entity, r.key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                order by r.system, r.entity, r.key
                """)
                .param(RecordStore.texts(records, SourceRef::system))
                .param(RecordStore.texts(records, record -> record.entity().word()))
                .param(RecordStore.texts(records, SourceRef::key))
                .query(Records::record)
                .list();
    }

    /**
     * Every version there ever was of these records, the last first, but those that say that one is
     * gone.
     *
     * @param behind of the last of the stretch before, {@code null} for the first
     */
    public List<StoredRecord> history(Collection<SourceRef> records, @Nullable VersionPlace behind, int limit) {
        return jdbc
                .sql("""
                        select system, entity, key, changed_at, sequence, canonical, fetched_at from source_version
                        where canonical <> '{}'
                          and (system, entity, key) in (select * from unnest(:systems::text[], :entities::text[], :keys::text[]))
                          and (:at::timestamptz is null or changed_at < :at
                               or changed_at = :at and ((system, key) > (:system, :key)
                                                        or (system, key) = (:system, :key) and sequence < :sequence))
                        order by changed_at desc, system, key, sequence desc, raw_hash
                        limit :limit
                        """)
                .param("systems", RecordStore.texts(records, SourceRef::system))
                .param("entities", RecordStore.texts(records, record -> record.entity().word()))
                .param("keys", RecordStore.texts(records, SourceRef::key))
                .param("at", behind == null ? null : behind.revision().changedAt().atOffset(ZoneOffset.UTC))
                .param("system", behind == null ? null : behind.source().system())
                .param("key", behind == null ? null : behind.source().key())
                .param("sequence", behind == null ? null : behind.revision().sequence())
                .param("limit", limit)
                .query(Records::record)
                .list();
    }

    /** Where a version stands in the history of records. */
    public record VersionPlace(SourceRef source, Revision revision) {}

    private static StoredRecord record(ResultSet row, int number) throws SQLException {
        var canonical = row.getString("canonical");
        return new StoredRecord(Mappings.restore(RecordStore.source(row), RecordStore.revision(row), canonical),
                canonical, row.getObject("fetched_at", OffsetDateTime.class).toInstant());
    }
}
