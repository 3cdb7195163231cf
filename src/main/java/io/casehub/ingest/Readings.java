package io.casehub.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How each route of a system is doing: how far it has read, its books, whether its system answers.
 */
@Component
public class Readings {

    private final JdbcClient jdbc;

    Readings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The routes of a system in the order of their names. */
    public List<Reading> of(String system) {
        return jdbc.sql("""
                select route, r.cursor, r.received, r.applied, r.unchanged, r.superseded, r.parked, r.moved_at,
                       c.reached_at, c.failing_since, c.failures, c.last_error
                from (select * from reading where system = :system) r
                full join (select * from source_contact where system = :system) c using (route)
                order by route
                """)
                .param("system", system)
                .query((row, number) -> new Reading(row.getString("route"), row.getString("cursor"),
                        new Receipt.Landed(row.getInt("received"), row.getInt("applied"), row.getInt("unchanged"),
                                row.getInt("superseded"), row.getInt("parked")),
                        instant(row.getObject("moved_at", OffsetDateTime.class)),
                        instant(row.getObject("reached_at", OffsetDateTime.class)),
                        instant(row.getObject("failing_since", OffsetDateTime.class)), row.getInt("failures"),
                        row.getString("last_error")))
                .list();
    }

    /** Records a second of each system, over about the last two minutes. */
    public Map<String, Double> paces() {
        var paces = new HashMap<String, Double>();
        jdbc.sql("""
                select system,
                       sum(pace * exp(-least(coalesce(extract(epoch from now() - moved_at) / 120, 0), 100))) as pace
                from reading group by system
                """).query(row -> {
            paces.put(row.getString("system"), row.getDouble("pace"));
        });
        return paces;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * One route.
     *
     * @param cursor how far it has read, in the route's own terms; {@code null} before the first page
     * @param books received = applied + unchanged + superseded + parked, since the beginning
     * @param movedAt when its last page landed
     * @param lastError the last failure, also when it is over
     */
    public record Reading(String route, @Nullable String cursor, Receipt.Landed books, @Nullable Instant movedAt,
            @Nullable Instant reachedAt, @Nullable Instant failingSince, int failures, @Nullable String lastError) {}
}
