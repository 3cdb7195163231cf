package io.casehub.cases;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseRelation.Kind;
import io.casehub.model.CaseId;
import io.casehub.model.CodeWord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to how cases have to do with each other, and its table. Seen from both sides. */
@Component
@Transactional
public class CaseRelations {

    private final JdbcClient jdbc;
    private final Cases cases;
    private final AuditTrail audit;
    private final Clock clock;

    CaseRelations(JdbcClient jdbc, Cases cases, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Notes what another case is to this one; a relation that there is already stays as it is.
     *
     * @throws DecisionRefused where a case would be related to itself, or be its own forebear
     */
    public CaseRelation relate(CaseId one, Kind kind, CaseId another, @Nullable String reason, String actor) {
        var hub = cases.get(one);
        var other = cases.get(another);
        if (hub.id().equals(other.id())) {
            throw new DecisionRefused("a case is not related to itself");
        }
        var wish = new CaseRelation(UUID.randomUUID(), hub.id(), kind, other.id(), reason, actor,
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        var stored = kind.isStored() ? wish : wish.reversed();
        if (stored.kind() == Kind.PARENT && isForebear(stored.hub(), stored.other())) {
            throw new DecisionRefused("a case cannot be above itself");
        }
        int added = jdbc.sql("""
                insert into case_relation (id, case_id, kind, other_id, reason, actor, at) values (?, ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .params(stored.id(), stored.hub().value(), stored.kind().word(), stored.other().value(), reason, actor,
                        stored.at().atOffset(ZoneOffset.UTC))
                .update();
        if (added > 0) {
            note("relation.added", hub, kind, other, reason, actor);
            note("relation.added", other, kind.reverse(), hub, reason, actor);
        }
        return of(hub.id()).stream().filter(known -> known.kind() == kind && known.other().equals(other.id()))
                .findFirst().orElseThrow();
    }

    /** Takes a relation away; empty where the case has none of this id. */
    public Optional<CaseRelation> part(CaseId from, UUID id, String actor) {
        var found = of(cases.get(from).id()).stream().filter(relation -> relation.id().equals(id)).findFirst();
        found.ifPresent(relation -> {
            jdbc.sql("delete from case_relation where id = ?").param(id).update();
            var hub = cases.get(relation.hub());
            var other = cases.get(relation.other());
            note("relation.removed", hub, relation.kind(), other, relation.reason(), actor);
            note("relation.removed", other, relation.kind().reverse(), hub, relation.reason(), actor);
        });
        return found;
    }

    /** What other cases are to this one, and to those that were merged into it. */
    @Transactional(readOnly = true)
    public List<CaseRelation> of(CaseId id) {
        var family = cases.family(id);
        return jdbc.sql("""
                select * from case_relation where case_id = any(:family::uuid[]) or other_id = any(:family::uuid[])
                order by at, id
                """)
                .param("family", CaseStore.ids(family, member -> member))
                .query(CaseRelations::relation).list().stream()
                .map(relation -> family.contains(relation.hub()) ? relation : relation.reversed())
                .filter(relation -> !family.contains(relation.other()))
                .map(relation -> relation.to(cases.get(relation.other()).id()))
                .toList();
    }

    /** Whether a case is above another, or is it. */
    private boolean isForebear(CaseId above, CaseId below) {
        return jdbc.sql("""
                with recursive up(id) as (
                    select ?::uuid
                    union
                    select r.other_id from case_relation r join up on r.case_id = up.id and r.kind = 'parent')
                select exists (select 1 from up where id = ?)
                """)
                .params(below.value(), above.value())
                .query(Boolean.class).single();
    }

    private void note(String action, HubCase hub, Kind kind, HubCase other, @Nullable String reason, String actor) {
        audit.append(List.of(new AuditEntry(new Subject("case", hub.id().toString()), clock.instant(), actor, action,
                kind.word(), null, other.number(), reason == null ? "api" : reason)));
    }

    private static CaseRelation relation(ResultSet row, int number) throws SQLException {
        return new CaseRelation(row.getObject("id", UUID.class), new CaseId(row.getObject("case_id", UUID.class)),
                CodeWord.of(Kind.class, row.getString("kind")), new CaseId(row.getObject("other_id", UUID.class)),
                row.getString("reason"), row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
