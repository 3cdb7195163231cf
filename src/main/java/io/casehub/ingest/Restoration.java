package io.casehub.ingest;

import io.casehub.mapping.Mapped;
import io.casehub.mapping.Mappings;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes what is stored of records anew out of what their systems sent, and has all rooms hear it
 * again from the beginning. For a database that nobody else works in.
 */
@Component
public class Restoration {

    private static final int PAGE = 500;

    private final JdbcClient jdbc;
    private final Mappings mappings;
    private final Ingest ingest;
    private final TransactionTemplate transaction;

    Restoration(JdbcClient jdbc, Mappings mappings, Ingest ingest, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.mappings = mappings;
        this.ingest = ingest;
        this.transaction = transaction;
    }

    private record Sent(long arrived, String mapping, String raw, Instant fetchedAt) {}

    /**
     * Reads every version there is by its mapping once more, and makes the newest of each record the
     * current one. That a record was not listed any more is no mapping's word and stays. What no
     * mapping reads any more says why in the place of what it was read as.
     */
    public void readAgain() {
        long last = 0;
        for (var page = page(last); !page.isEmpty(); page = page(last)) {
            last = page.getLast().arrived();
            var numbers = page.stream().map(Sent::arrived).toArray(Long[]::new);
            var readings = page.stream().map(this::read).toArray(String[]::new);
            transaction.executeWithoutResult(status -> jdbc.sql("""
                    update source_version v set canonical = n.canonical
                    from unnest(?::bigint[], ?::text[]) as n(arrived, canonical) where v.arrived = n.arrived
                    """).params(numbers, readings).update());
        }
        transaction.executeWithoutResult(status -> pointToNewest());
    }

    private List<Sent> page(long behind) {
        return jdbc.sql("""
                select arrived, system || '/' || entity as mapping, raw, fetched_at from source_version
                where arrived > ? and not (canonical = '{}' and raw like '%"notListedBy"%')
                order by arrived limit ?
                """).params(behind, PAGE).query((row, number) -> new Sent(row.getLong("arrived"),
                row.getString("mapping"), row.getString("raw"),
                row.getObject("fetched_at", OffsetDateTime.class).toInstant())).list();
    }

    private String read(Sent sent) {
        var raw = Payloads.parse(sent.raw());
        if (raw.tree() == null || !mappings.exists(sent.mapping())) {
            return "{\"unreadable\":true}";
        }
        return switch (mappings.get(sent.mapping()).toCanonical(raw.tree(), sent.fetchedAt())) {
            case Mapped.Record(var record, var canonical) -> canonical;
            case Mapped.Faulty faulty -> "{\"unreadable\":true}";
            case Mapped.Nothing() -> StoredVersion.GONE;
        };
    }

    /** Of several of one revision it was the one that was read last, which only the record knows. */
    private void pointToNewest() {
        jdbc.sql("""
                update source_record r set changed_at = n.changed_at, sequence = n.sequence, raw_hash = n.raw_hash
                from (select distinct on (system, entity, key) system, entity, key, changed_at, sequence, raw_hash
                      from source_version order by system, entity, key, changed_at desc, sequence desc, arrived desc) n
                where (r.system, r.entity, r.key) = (n.system, n.entity, n.key)
                  and (r.changed_at, r.sequence) is distinct from (n.changed_at, n.sequence)
                """).update();
    }

    /** Has all rooms hear what is current of one kind of record, in the order of its arrival. */
    public void tell(Entity entity) {
        var records = new ArrayList<>(jdbc.sql("""
                select r.system, r.entity, r.key from source_record r
                join source_version v using (system, entity, key, changed_at, sequence, raw_hash)
                where r.entity = ? order by v.arrived
                """).param(entity.word()).query((row, number) -> new SourceRef(row.getString("system"),
                CodeWord.of(Entity.class, row.getString("entity")), row.getString("key"))).list());
        for (int i = 0; i < records.size(); i += PAGE) {
            ingest.tellAgain(records.subList(i, Math.min(records.size(), i + PAGE)));
        }
    }
}
