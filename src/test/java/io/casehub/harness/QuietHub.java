package io.casehub.harness;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether nothing has come into a hub or gone out of it for a while, nothing that was told is in
 * doubt, and nothing is on its way but what waits behind a command of which nobody knows.
 */
final class QuietHub {

    private static final Duration A_WHILE = Duration.ofSeconds(6);

    private final JdbcClient jdbc;
    private String state = "";
    private Instant since = Instant.now();

    QuietHub(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isReached() {
        var now = jdbc
                .sql("""
                        select (select count(*) from source_version) || ' ' || (select coalesce(sum(parked), 0) from reading)
                            || ' ' || (select count(*) from delivery) || ' ' || (select count(*) from event)
                            || ' ' || (select coalesce(max(number), 0) from event_carrier)
                            || case when exists (select from delivery d where state in ('pending', 'sending', 'sent') and not exists (
                                select from delivery earlier where earlier.state = 'unknown' and earlier.seq < d.seq
                                  and earlier.case_id = d.case_id and earlier.system = d.system)) then ' busy'
                                    when exists (select from delivery where doubted_at is not null) then ' doubted'
                                    when (select last from event_counter) > (select coalesce(max(number), 0) from event_carrier)
                                    then ' behind' else '' end
                        """)
                .query(String.class).single();
        if (!now.equals(state) || now.endsWith("y") || now.endsWith("d") || now.startsWith("0 ")) {
            state = now;
            since = Instant.now();
        }
        return Duration.between(since, Instant.now()).compareTo(A_WHILE) > 0;
    }
}
