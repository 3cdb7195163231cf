package io.casehub.ingest.live;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The table of when what one customer has was last read while somebody waited: so one node need not
 * ask again what another one has just asked.
 */
@Component
public class LiveReadings {

    private static final int OLD_ONES_AT_ONCE = 20;

    private final JdbcClient jdbc;

    LiveReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How long ago the last reading of each began, by route and key. */
    public Map<Which, Duration> ages(Collection<String> keys) {
        return jdbc.sql("""
                select route, key, extract(epoch from now() - began_at) * 1000 as millis
                from live_reading where key = any(?::text[])
                """)
                .param(keys.toArray(String[]::new))
                .query((row, number) -> Map.entry(new Which(row.getString("route"), row.getString("key")),
                        Duration.ofMillis(row.getLong("millis"))))
                .list().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /**
     * Notes a reading that has just ended; those of an hour ago say nothing that the feed itself does
     * not say.
     *
     * @param took how long: what was changed in the system meanwhile it may not have seen
     */
    public void ended(Which which, Duration took) {
        jdbc.sql("""
                insert into live_reading (route, key, began_at) values (?, ?, now() - make_interval(secs => ?))
                on conflict (route, key) do update set began_at = excluded.began_at
                """)
                .params(which.route(), which.key(), took.toMillis() / 1000.0)
                .update();
        jdbc.sql("""
                delete from live_reading where ctid = any(array(
                    select ctid from live_reading where began_at < now() - interval '1 hour'
                    limit ? for update skip locked))
                """)
                .param(OLD_ONES_AT_ONCE)
                .update();
    }

    /**
     * What one customer has that a route brings.
     *
     * @param key of the customer's record in the route's system
     */
    public record Which(String route, String key) {}
}
