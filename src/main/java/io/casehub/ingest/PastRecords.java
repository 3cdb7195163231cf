package io.casehub.ingest;

import io.casehub.mapping.Mappings;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What records said at a time, as far as the hub knew by then: of the versions it had fetched the
 * one that was current. A version that a mapping was changed for says what it says now.
 */
@Component
public class PastRecords {

    /** Later than anything that can be stored: what is current. */
    public static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient jdbc;

    PastRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The versions of these records that were current at a time, by record. What was unknown then is
     * left out; what had been deleted by then is {@link io.casehub.model.Gone}.
     */
    public Map<SourceRef, PastVersion> at(Instant time, Collection<SourceRef> records) {
        var versions = new HashMap<SourceRef, PastVersion>();
        if (records.isEmpty()) {
            return versions;
        }
        jdbc.sql("""
                select distinct on (v.system, v.entity, v.key)
                       v.system, v.entity, v.key, v.changed_at, v.sequence, v.canonical, v.fetched_at,
                       encode(v.raw_hash, 'hex') as sha256
                from unnest(:systems::text[], :entities::text[], :keys::text[]) as r(system, entity, key)
                join source_version v using (system, entity, key)
                join source_record c using (system, entity, key)
                where v.fetched_at <= :at
                order by v.system, v.entity, v.key,
                         c.fetched_at <= :at
                             and (v.changed_at, v.sequence, v.raw_hash) = (c.changed_at, c.sequence, c.raw_hash) desc,
                         v.changed_at desc, v.sequence desc, v.arrived desc
                """)
                .param("systems", RecordStore.texts(records, SourceRef::system))
                .param("entities", RecordStore.texts(records, record -> record.entity().word()))
                .param("keys", RecordStore.texts(records, SourceRef::key))
                .param("at", time.atOffset(ZoneOffset.UTC))
                .query(PastRecords::version).list()
                .forEach(version -> versions.put(version.stored().source(), version));
        return versions;
    }

    private static PastVersion version(ResultSet row, int number) throws SQLException {
        var canonical = row.getString("canonical");
        return new PastVersion(new StoredRecord(
                Mappings.restore(RecordStore.source(row), RecordStore.revision(row), canonical), canonical,
                row.getObject("fetched_at", OffsetDateTime.class).toInstant()), row.getString("sha256"));
    }

    /**
     * A version of a record.
     *
     * @param sha256 of the payload that its system sent, in hexadecimal digits
     */
    public record PastVersion(StoredRecord stored, String sha256) {}
}
