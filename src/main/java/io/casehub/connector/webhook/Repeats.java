package io.casehub.connector.webhook;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which deliveries have been taken, for as long as one could come once more. */
@Component
class Repeats {

    private final JdbcClient jdbc;

    Repeats(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Notes a delivery, and answers whether it is the first of its id. Another one of the id that comes
     * at the same moment waits until this one's transaction is over.
     */
    boolean isFirst(String route, String id, Duration memory) {
        return jdbc.sql("""
                insert into webhook_seen (route, id, until) values (?, ?, now() + make_interval(secs => ?))
                on conflict (route, id) do update set until = excluded.until where webhook_seen.until < now()
                """)
                .params(route, id, memory.toMillis() / 1000.0)
                .update() == 1;
    }

    @Scheduled(fixedDelay = 600_000, initialDelay = 600_000)
    void forget() {
        jdbc.sql("delete from webhook_seen where until < now()").update();
    }
}
