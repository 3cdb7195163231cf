package io.casehub.harness;

import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether nothing has come into a hub for a while. */
final class Still {

    private static final Duration A_WHILE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private long received;
    private Instant since = Instant.now();

    Still(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isReached() {
        long now = jdbc.sql("select coalesce(sum(received), 0) from reading").query(Long.class).single();
        if (now != received || now == 0) {
            received = now;
            since = Instant.now();
        }
        return Duration.between(since, Instant.now()).compareTo(A_WHILE) > 0;
    }
}
