package io.casehub.ingest;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.mapping.Mappings;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to re-maps: asks for one and tells how far it is. Whichever node of the hub runs does
 * it, page by page, and goes on with it after a crash; no source is asked and no book of a route
 * moves.
 */
@Component
public class Remapping {

    private static final int LONGEST_PROBLEM = 4000;

    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Mappings mappings;

    public Remapping(JdbcClient jdbc, AuditTrail audit, Mappings mappings) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.mappings = mappings;
    }

    /**
     * Asks for a re-map of all records that a mapping has made. While one is under way the answer is
     * that one.
     *
     * @param actor who wants it, as the audit trail names people: {@code agent:ada}
     * @throws MappingNotFound where there is no such file
     * @throws io.casehub.mapping.MappingUnusable where it does not compile
     */
    @Transactional
    public Remap ask(MappingName name, String actor) {
        name.in(mappings);
        jdbc.sql("""
                insert into remapping (id, system, entity, asked_by, records)
                select :id, :system, :entity, :actor, count(*) from source_record
                where system = :system and entity = :entity
                on conflict (system, entity) where finished_at is null do nothing
                returning asked_at
                """)
                .param("id", UUID.randomUUID())
                .param("system", name.system())
                .param("entity", name.entity().word())
                .param("actor", actor)
                .query(OffsetDateTime.class)
                .optional()
                .ifPresent(at -> note(name, at.toInstant(), actor, "remap.asked", null));
        return newest(name).orElseThrow();
    }

    /** The one under way, or the last one; empty where none was ever asked for. */
    public Optional<Remap> newest(MappingName name) {
        return jdbc.sql("""
                select * from remapping where system = ? and entity = ?
                order by finished_at is null desc, asked_at desc limit 1
                """).params(name.system(), name.entity().word()).query(Remapping::remap).optional();
    }

    List<UUID> unfinished() {
        return jdbc.sql("select id from remapping where finished_at is null order by asked_at").query(UUID.class)
                .list();
    }

    /** Takes one to do its next page; empty where another node is at it, or it is done. */
    Optional<Remap> lock(UUID id) {
        return jdbc.sql("select * from remapping where id = ? and finished_at is null for update skip locked")
                .param(id)
                .query(Remapping::remap)
                .optional();
    }

    void move(UUID id, String afterKey, Rereading.Books page) {
        jdbc.sql("""
                update remapping
                set after_key = ?, looked = looked + ?, changed = changed + ?, unchanged = unchanged + ?,
                    vanished = vanished + ?, parked = parked + ?, problem = null, moved_at = now()
                where id = ?
                """)
                .params(afterKey, page.looked(), page.changed(), page.unchanged(), page.vanished(), page.parked(), id)
                .update();
    }

    void finish(Remap remap) {
        var at = jdbc.sql("update remapping set finished_at = now(), problem = null where id = ? returning finished_at")
                .param(remap.id())
                .query(OffsetDateTime.class)
                .single();
        note(remap.mapping(), at.toInstant(), remap.askedBy(), "remap.finished",
                "changed %d, unchanged %d, vanished %d, parked %d".formatted(remap.changed(), remap.unchanged(),
                        remap.vanished(), remap.parked()));
    }

    void heldUp(UUID id, String problem) {
        jdbc.sql("update remapping set problem = left(?, ?) where id = ? and finished_at is null")
                .params(problem, LONGEST_PROBLEM, id)
                .update();
    }

    /** One re-map at a time writes about a mapping: the table's index sees to that. */
    private void note(MappingName name, Instant at, String actor, String action, @Nullable String came) {
        audit.append(new AuditEntry(new Subject("mapping", name.toString()), at, actor, action, null, null, came,
                "re-map"));
    }

    private static Remap remap(ResultSet row, int number) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Remap(Objects.requireNonNull(row.getObject("id", UUID.class)),
                new MappingName(row.getString("system"), CodeWord.of(Entity.class, row.getString("entity"))),
                row.getString("asked_by"), row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                row.getLong("records"), row.getString("after_key"), row.getLong("looked"), row.getLong("changed"),
                row.getLong("unchanged"), row.getLong("vanished"), row.getLong("parked"), row.getString("problem"),
                finished == null ? null : finished.toInstant());
    }
}
