package io.casehub.ingest;

import io.casehub.mapping.Mappings;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
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

    private static StoredRecord record(ResultSet row, int number) throws SQLException {
        var canonical = row.getString("canonical");
        return new StoredRecord(Mappings.restore(RecordStore.source(row), RecordStore.revision(row), canonical),
                canonical, row.getObject("fetched_at", OffsetDateTime.class).toInstant());
    }
}
