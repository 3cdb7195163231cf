package io.casehub.outbound.corrections;

import io.casehub.mapping.ExactJson;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/**
 * The corrections that stand beside what records say, for whoever shows the records. One stands
 * from the moment it is decided until its record says so, or says something else since, or somebody
 * drops it.
 */
@Component
public class StandingCorrections {

    private final JdbcClient jdbc;

    StandingCorrections(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these customer records, the oldest first. */
    public Map<SourceRef, List<StandingCorrection>> of(Collection<SourceRef> records) {
        return standing(jdbc.sql("""
                select id, system, key, payload, state, outcome, theirs, actor, created_at from delivery
                where kind = 'contact-correction' and echoed_at is null and overridden_at is null
                  and decision is distinct from 'drop'
                  and (system, key) in (select * from unnest(:systems::text[], :keys::text[]))
                order by seq
                """), records);
    }

    /**
     * Those that stood at a time. What was settled later was underway then; when one was dropped is not
     * kept, so it counts until its outcome was known.
     */
    public Map<SourceRef, List<StandingCorrection>> at(Instant at, Collection<SourceRef> records) {
        return standing(jdbc.sql("""
                select id, system, key, payload, actor, created_at,
                       case when settled_at > :at then 'pending' else state end as state,
                       case when settled_at > :at then null else outcome end as outcome,
                       case when settled_at > :at then null else theirs end as theirs
                from delivery
                where kind = 'contact-correction' and created_at <= :at and payload <> '{}'
                  and (echoed_at is null or echoed_at > :at) and (overridden_at is null or overridden_at > :at)
                  and (decision is distinct from 'drop' or settled_at > :at)
                  and (system, key) in (select * from unnest(:systems::text[], :keys::text[]))
                order by seq
                """).param("at", at.atOffset(ZoneOffset.UTC)), records);
    }

    private static Map<SourceRef, List<StandingCorrection>> standing(StatementSpec wanted,
            Collection<SourceRef> records) {
        return wanted.param("systems", records.stream().map(SourceRef::system).toArray(String[]::new))
                .param("keys", records.stream().map(SourceRef::key).toArray(String[]::new))
                .query(StandingCorrections::read).list().stream()
                .collect(Collectors.groupingBy(StandingCorrection::record));
    }

    private static StandingCorrection read(ResultSet row, int number) throws SQLException {
        var state = row.getString("state");
        var fate = switch (state) {
            case "pending", "sending", "sent" -> "underway";
            default -> state;
        };
        return new StandingCorrection(row.getObject("id", UUID.class),
                new SourceRef(row.getString("system"), Entity.CUSTOMER, row.getString("key")),
                Correction.read(ExactJson.parse(row.getString("payload"))), fate, row.getString("outcome"),
                row.getString("theirs"), row.getString("actor"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
