package io.casehub.events;

import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of events. */
@Component
class EventLog {

    /** Where nodes tell each other that there are events with new numbers. */
    static final String CHANNEL = "casehub_event";

    /** So many are numbered in one go. */
    static final int AT_ONCE = 5000;

    private final JdbcClient jdbc;

    EventLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds what happened to the transaction that did it. */
    void add(Collection<Happening> happenings) {
        if (happenings.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into event (type, customer_id, case_id, data, facts)
                select * from unnest(?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[])
                """)
                .params(happenings.stream().map(Happening::type).toArray(String[]::new),
                        ids(happenings, happening -> happening.customer() == null
                                ? null
                                : happening.customer().value()),
                        ids(happenings, happening -> happening.hubCase() == null ? null : happening.hubCase().value()),
                        happenings.stream().map(Happening::data).toArray(String[]::new),
                        happenings.stream().map(Happening::facts).toArray(String[]::new))
                .update();
    }

    boolean hasUnnumbered() {
        return jdbc.sql("select exists (select 1 from event where number is null)").query(Boolean.class).single();
    }

    /**
     * Numbers what was committed without a number, in the order it was written. The counter's row lock
     * lets one numberer in at a time, and the next one sees all that it did: so numbers have no gaps,
     * and none appears below one that somebody has read. Other nodes are told here and not by whoever
     * wrote the events: at most one transaction at a time commits with a notification, since PostgreSQL
     * lets only one do so.
     *
     * @param node who tells it
     */
    @Transactional
    void number(String node) {
        long last = jdbc.sql("select last from event_counter for update").query(Long.class).single();
        int numbered = jdbc.sql("""
                update event set number = ? + fresh.place
                from (select id, row_number() over (order by id) as place
                      from event where number is null order by id limit ?) fresh
                where event.id = fresh.id
                """).params(last, AT_ONCE).update();
        jdbc.sql("update event_counter set last = last + ?").param(numbered).update();
        if (numbered > 0) {
            jdbc.sql("select pg_notify(?, ?)").params(CHANNEL, node).query((row, number) -> "").single();
        }
    }

    List<Event> behind(long number, int limit) {
        return jdbc.sql("select * from event where number > ? order by number limit ?")
                .params(number, limit)
                .query(EventLog::event)
                .list();
    }

    /** Which events can be told: behind {@code pruned}, up to {@code last}. */
    Kept kept() {
        return jdbc.sql("select pruned, last from event_counter")
                .query((row, number) -> new Kept(row.getLong("pruned"), row.getLong("last")))
                .single();
    }

    /** The event before the first that happened then or later; what came behind it covers that time. */
    long before(Instant time) {
        return jdbc.sql("""
                select coalesce((select min(number) - 1 from event where at >= ? and number is not null),
                                (select last from event_counter))
                """).param(time.atOffset(ZoneOffset.UTC)).query(Long.class).single();
    }

    /** Forgets what is older and what nobody has still to read. */
    @Transactional
    void prune(Duration keep, long read) {
        jdbc.sql("""
                update event_counter set pruned = old.number
                from (select max(number) as number from event
                      where number <= ? and at < now() - make_interval(secs => ?)) old
                where old.number > pruned
                """).params(read, keep.toSeconds()).update();
        jdbc.sql("delete from event where number <= (select pruned from event_counter)").update();
    }

    private static Event event(ResultSet row, int rowNumber) throws SQLException {
        var customer = row.getObject("customer_id", UUID.class);
        var hubCase = row.getObject("case_id", UUID.class);
        return new Event(row.getLong("number"), row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("type"), customer == null ? null : new CustomerId(customer),
                hubCase == null ? null : new CaseId(hubCase), row.getString("data"), row.getString("facts"));
    }

    private static @Nullable UUID[] ids(Collection<Happening> happenings, Function<Happening, @Nullable UUID> column) {
        return happenings.stream().map(column).toArray(UUID[]::new);
    }

    /** The numbers that are kept. */
    record Kept(long pruned, long last) {}
}
