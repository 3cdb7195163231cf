package io.casehub.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the systems answer, as their connectors last found. Kept in the database, so every node
 * says the same.
 */
@Component
public class Sources {

    private static final int LONGEST_REASON = 500;

    private final JdbcClient jdbc;

    Sources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Announces a route, and how long its system may be silent before what the hub knows of it counts
     * as stale.
     */
    public void expect(String system, String route, Duration staleAfter) {
        jdbc.sql("""
                insert into source_contact (route, system, stale_after) values (?, ?, make_interval(secs => ?))
                on conflict (route) do update set system = excluded.system, stale_after = excluded.stale_after
                """)
                .params(route, system, staleAfter.toMillis() / 1000.0)
                .update();
    }

    /** Takes back {@link #expect}: the route is no more. */
    public void forget(String route) {
        jdbc.sql("""
                with over as (update source_outage set ended_at = now() where route = :route and ended_at is null)
                delete from source_contact where route = :route
                """).param("route", route).update();
    }

    /** The system answered. */
    public void reached(String system, String route) {
        jdbc.sql("""
                with over as (update source_outage set ended_at = now() where route = :route and ended_at is null)
                insert into source_contact (route, system, reached_at) values (:route, :system, now())
                on conflict (route) do update
                set reached_at = now(), failing_since = null, failures = 0
                """)
                .param("route", route).param("system", system)
                .update();
    }

    /**
     * A reading to the end of what the system has is over: all that had changed before it began is in.
     *
     * @param took how long it took
     */
    public void readWhole(String route, Duration took) {
        jdbc.sql("update source_contact set whole_at = now() - make_interval(secs => ?) where route = ?")
                .params(took.toMillis() / 1000.0, route)
                .update();
    }

    /** How each route is now, by its id. */
    public Map<String, Contact> contacts() {
        return jdbc.sql(
                "select route, failing_since, extract(epoch from now() - whole_at) * 1000 as age from source_contact")
                .query((row, number) -> {
                    var age = row.getBigDecimal("age");
                    return Map.entry(row.getString("route"),
                            new Contact(instant(row.getObject("failing_since", OffsetDateTime.class)),
                                    age == null ? null : Duration.ofMillis(age.longValue())));
                })
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The system did not answer, or nothing one could use. */
    public void failed(String system, String route, String reason) {
        var shortened = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        jdbc.sql("""
                with outage as (
                    insert into source_outage (route, system, began_at) values (:route, :system, now())
                    on conflict do nothing)
                insert into source_contact (route, system, failing_since, failures, last_error)
                values (:route, :system, now(), 1, :reason)
                on conflict (route) do update
                set failing_since = coalesce(source_contact.failing_since, now()),
                    failures = source_contact.failures + 1, last_error = excluded.last_error
                """)
                .param("route", route)
                .param("system", system)
                .param("reason", shortened)
                .update();
    }

    /**
     * How each system is now, in the order of their names; a system is as well as the worst of its
     * routes.
     */
    public List<SourceState> states() {
        return jdbc
                .sql("""
                        select system,
                               case when bool_or(failing_since is not null) then 'down'
                                    when bool_or(reached_at is null or reached_at < now() - stale_after) then 'stale'
                                    else 'ok' end as state,
                               min(failing_since) as failing_since,
                               min(reached_at) as reached_at,
                               min(reached_at + stale_after) as stale_since,
                               (array_agg(last_error order by failing_since) filter (where failing_since is not null))[1] as error
                        from source_contact
                        group by system
                        order by system
                        """)
                .query((row, number) -> new SourceState(row.getString("system"), row.getString("state"),
                        instant(switch (row.getString("state")) {
                            case "down" -> row.getObject("failing_since", OffsetDateTime.class);
                            case "stale" -> row.getObject("stale_since", OffsetDateTime.class);
                            default -> null;
                        }), instant(row.getObject("reached_at", OffsetDateTime.class)), row.getString("error")))
                .list();
    }

    /**
     * Since when each system did not answer at a time, by system; those that did have no entry. The
     * rest of what {@link #states} tells is not kept.
     */
    public Map<String, Instant> downAt(Instant time) {
        var down = new HashMap<String, Instant>();
        jdbc.sql("""
                select system, min(began_at) as since from source_outage
                where began_at <= :at and (ended_at is null or ended_at > :at) group by system
                """).param("at", time.atOffset(ZoneOffset.UTC)).query(row -> {
            down.put(row.getString("system"), row.getObject("since", OffsetDateTime.class).toInstant());
        });
        return down;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * How one route is.
     *
     * @param failingSince since when its system does not answer it; {@code null} where it does
     * @param age how old it is what it brought: how long ago its last reading to the end began;
     * {@code null} where there was none
     */
    public record Contact(@Nullable Instant failingSince, @Nullable Duration age) {}

    /**
     * How one system is.
     *
     * @param state {@code ok}, {@code stale} (silent for longer than it should be) or {@code down}
     * @param since when it became stale or went down; {@code null} while it is ok, or was never reached
     * @param reachedAt when it last answered: what the hub says of it is at least that true
     * @param error why it is down
     */
    public record SourceState(String system, String state, @Nullable Instant since, @Nullable Instant reachedAt,
            @Nullable String error) {}
}
