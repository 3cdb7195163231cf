package io.casehub.outbound.corrections;

import io.casehub.mapping.ExactJson;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
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
        return jdbc.sql("""
                select id, system, key, payload, state, outcome, theirs, actor, created_at from delivery
                where kind = 'contact-correction' and echoed_at is null and overridden_at is null
                  and decision is distinct from 'drop'
                  and (system, key) in (select * from unnest(?::text[], ?::text[]))
                order by seq
                """)
                .params(records.stream().map(SourceRef::system).toArray(String[]::new),
                        records.stream().map(SourceRef::key).toArray(String[]::new))
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
