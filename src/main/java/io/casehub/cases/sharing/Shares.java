package io.casehub.cases.sharing;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Cases shared with partners, for a time. That it has passed is seen at every read, and by nothing
 * that runs.
 */
@Component
@Transactional
public class Shares {

    private static final int LONGEST_NAME = 80;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final JdbcClient jdbc;
    private final Cases cases;
    private final AuditTrail audit;
    private final Clock clock;

    Shares(JdbcClient jdbc, Cases cases, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.cases = cases;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Shares a case; where it is shared with this partner already, until another time.
     *
     * @throws IllegalArgumentException with a sentence for people, where the partner has no name or the
     * time is past or further than 366 days away
     */
    public Share share(CaseId id, String partner, Instant end, String actor) {
        var until = end.truncatedTo(ChronoUnit.MICROS);
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (partner.isBlank() || partner.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a partner's name has 1 to " + LONGEST_NAME + " characters");
        }
        if (!until.isAfter(at) || until.isAfter(at.plus(LONGEST))) {
            throw new IllegalArgumentException("a case is shared until a time to come, at most 366 days away");
        }
        cases.hold(List.of(id));
        jdbc.sql("""
                insert into case_share (case_id, partner, shared_until, shared_by, shared_at) values (?, ?, ?, ?, ?)
                on conflict (case_id, partner) do update
                set shared_until = excluded.shared_until, shared_by = excluded.shared_by, shared_at = excluded.shared_at
                """)
                .params(id.value(), partner, until.atOffset(ZoneOffset.UTC), actor, at.atOffset(ZoneOffset.UTC))
                .update();
        enter(id, at, actor, "case.shared", partner, until.toString());
        return new Share(partner, until, actor, at);
    }

    /** Ends a share before its time; where there is none, nothing happens. */
    public void end(CaseId id, String partner, String actor) {
        cases.hold(List.of(id));
        int ended = jdbc.sql("delete from case_share where case_id = ? and partner = ? and shared_until > ?")
                .params(id.value(), partner, now()).update();
        if (ended > 0) {
            enter(id, clock.instant(), actor, "share.ended", partner, null);
        }
    }

    /** With whom a case is shared now, by name. */
    @Transactional(readOnly = true)
    public List<Share> of(CaseId id) {
        return jdbc.sql("select * from case_share where case_id = ? and shared_until > ? order by partner")
                .params(id.value(), now()).query(Shares::share).list();
    }

    /** Whether a case is shared with this partner now. */
    @Transactional(readOnly = true)
    public boolean isShared(CaseId id, String partner) {
        return jdbc.sql("select exists (select from case_share where case_id = ? and partner = ? and shared_until > ?)")
                .params(id.value(), partner, now()).query(Boolean.class).single();
    }

    /** The cases that are shared with this partner now. */
    @Transactional(readOnly = true)
    public List<CaseId> with(String partner) {
        return jdbc.sql("select case_id from case_share where partner = ? and shared_until > ?")
                .params(partner, now()).query(UUID.class).list().stream().map(CaseId::new).toList();
    }

    private void enter(CaseId id, Instant at, String actor, String action, String partner,
            @Nullable String until) {
        audit.append(
                new AuditEntry(new Subject("case", id.toString()), at, actor, action, partner, null, until, "api"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Share share(ResultSet row, int number) throws SQLException {
        return new Share(row.getString("partner"), row.getObject("shared_until", OffsetDateTime.class).toInstant(),
                row.getString("shared_by"), row.getObject("shared_at", OffsetDateTime.class).toInstant());
    }
}
