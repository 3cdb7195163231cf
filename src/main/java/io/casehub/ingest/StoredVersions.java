package io.casehub.ingest;

import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The current versions of one entity of one system, to be read by a mapping once more. */
final class StoredVersions {

    private final JdbcClient jdbc;

    StoredVersions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long count(String system, Entity entity) {
        return jdbc.sql("select count(*) from source_record where system = ? and entity = ?")
                .params(system, entity.word())
                .query(Long.class)
                .single();
    }

    /** The records fetched last, the newest first. */
    List<SourceRef> newest(String system, Entity entity, int limit) {
        return jdbc.sql("""
                select key from source_record where system = ? and entity = ?
                order by fetched_at desc, key limit ?
                """)
                .params(system, entity.word(), limit)
                .query((row, number) -> new SourceRef(system, entity, row.getString("key")))
                .list();
    }

    /** The records behind a key, locked until the transaction ends. */
    List<SourceRef> lockBehind(String system, Entity entity, String key, int limit) {
        return jdbc.sql("""
                select key from source_record where system = ? and entity = ? and key > ?
                order by key limit ? for update
                """)
                .params(system, entity.word(), key, limit)
                .query((row, number) -> new SourceRef(system, entity, row.getString("key")))
                .list();
    }

    void lock(SourceRef record) {
        jdbc.sql("select key from source_record where system = ? and entity = ? and key = ? for update")
                .params(record.system(), record.entity().word(), record.key())
                .query(String.class)
                .optional();
    }

    /** What is current of these, in the order of their keys. */
    List<StoredVersion> of(List<SourceRef> records) {
        return jdbc.sql("""
                select v.system, v.entity, v.key, v.changed_at, v.sequence, v.raw_hash, v.raw, v.canonical, v.fetched_at
                from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                where (r.system, r.entity, r.key) in (select * from unnest(?::text[], ?::text[], ?::text[]))
                order by r.system, r.entity, r.key
                """)
                .param(RecordStore.texts(records, SourceRef::system))
                .param(RecordStore.texts(records, record -> record.entity().word()))
                .param(RecordStore.texts(records, SourceRef::key))
                .query((row, number) -> new StoredVersion(RecordStore.source(row), RecordStore.revision(row),
                        row.getBytes("raw_hash"), row.getString("raw"), row.getString("canonical"),
                        row.getObject("fetched_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Writes what the mapping makes of these now. Where a version is the same, its old reading is kept
     * beside; where the mapping reads another revision, that is a version more, and the current one.
     */
    void replace(List<Landing> landings, UUID remapping) {
        page("""
                insert into source_remapped (system, entity, key, changed_at, sequence, raw_hash, canonical, remapping)
                select v.system, v.entity, v.key, v.changed_at, v.sequence, v.raw_hash, v.canonical, :remapping
                from page join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                """, landings).param("remapping", remapping).update();
        page("""
                insert into source_version
                    (system, entity, key, changed_at, sequence, raw_hash, raw, canonical, fetched_at)
                select system, entity, key, changed_at, sequence, raw_hash, raw, canonical, fetched_at from page
                on conflict on constraint source_version_once do update set canonical = excluded.canonical
                """, landings).update();
        page("""
                update source_record r set changed_at = page.changed_at, sequence = page.sequence
                from page
                where (r.system, r.entity, r.key) = (page.system, page.entity, page.key)
                  and (r.changed_at, r.sequence) is distinct from (page.changed_at, page.sequence)
                """, landings).update();
    }

    private JdbcClient.StatementSpec page(String statement, List<Landing> landings) {
        return jdbc.sql("""
                with page as (
                    select * from unnest(:systems::text[], :entities::text[], :keys::text[], :changed::timestamptz[],
                                         :sequences::bigint[], :hashes::bytea[], :raws::text[], :canonicals::text[],
                                         :fetched::timestamptz[])
                        as p (system, entity, key, changed_at, sequence, raw_hash, raw, canonical, fetched_at))
                """ + statement)
                .param("systems", RecordStore.texts(landings, landing -> landing.source().system()))
                .param("entities", RecordStore.texts(landings, landing -> landing.source().entity().word()))
                .param("keys", RecordStore.texts(landings, landing -> landing.source().key()))
                .param("changed", RecordStore.times(landings, landing -> landing.revision().changedAt()))
                .param("sequences",
                        landings.stream().map(landing -> landing.revision().sequence()).toArray(Long[]::new))
                .param("hashes", landings.stream().map(Landing::hash).toArray(byte[][]::new))
                .param("raws", RecordStore.texts(landings, landing -> landing.raw().text()))
                .param("canonicals", RecordStore.texts(landings, Landing::canonical))
                .param("fetched", RecordStore.times(landings, Landing::fetchedAt));
    }
}
