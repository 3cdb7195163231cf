package io.casehub.connector.webhook;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of records that are to be read because somebody said they changed. */
@Component
class Hints {

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;

    Hints(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is there already becomes a new one: whoever reads the record now may be too early. */
    void add(String route, Collection<String> keys) {
        jdbc.sql("""
                insert into webhook_hint (route, key) select ?, key from unnest(?::text[]) as told (key) order by key
                on conflict (route, key) do update set seq = default, attempts = 0, leased_until = null
                """)
                .params(route, keys.toArray(String[]::new))
                .update();
    }

    /** The routes that have something to read. */
    List<String> waiting() {
        return jdbc.sql("select distinct route from webhook_hint where leased_until is null or leased_until < now()")
                .query(String.class)
                .list();
    }

    /**
     * Takes what waits longest, for this node alone. What could not be read before waits until the rest
     * is done, and is then taken one by one: so one record that cannot be read holds up no other.
     */
    List<Hint> lease(String route, int most) {
        var fresh = lease(route, most, 0);
        return fresh.isEmpty() ? lease(route, 1, Integer.MAX_VALUE) : fresh;
    }

    /** What has been read is done with, unless it was told of again meanwhile. */
    void done(String route, Collection<Hint> hints) {
        jdbc.sql("delete from webhook_hint where route = ? and seq = any(?::bigint[])")
                .params(route, numbers(hints))
                .update();
    }

    /** What has not been read waits again. */
    void release(String route, Collection<Hint> hints) {
        jdbc.sql("""
                update webhook_hint set leased_until = null, attempts = attempts + 1
                where route = ? and seq = any(?::bigint[])
                """)
                .params(route, numbers(hints))
                .update();
    }

    private List<Hint> lease(String route, int most, int attempts) {
        return jdbc.sql("""
                with due as (
                    select seq from webhook_hint
                    where route = :route and attempts <= :attempts and (leased_until is null or leased_until < now())
                    order by attempts, noticed_at, seq limit :most
                    for update skip locked)
                update webhook_hint hint set leased_until = now() + make_interval(secs => :seconds)
                from due where hint.route = :route and hint.seq = due.seq
                returning hint.seq, hint.key
                """)
                .param("route", route)
                .param("attempts", attempts)
                .param("most", most)
                .param("seconds", LEASE.toSeconds())
                .query((row, number) -> new Hint(row.getLong("seq"), row.getString("key")))
                .list();
    }

    private static Long[] numbers(Collection<Hint> hints) {
        return hints.stream().map(Hint::seq).toArray(Long[]::new);
    }

    /**
     * One of them.
     *
     * @param seq another one each time the record is told of
     * @param key of the record, as JSON
     */
    record Hint(long seq, String key) {}
}
