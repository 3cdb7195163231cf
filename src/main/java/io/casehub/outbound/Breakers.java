package io.casehub.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which systems are left alone for now, by all nodes: those that were not reached three times in a
 * row, or that asked for it. When the time is up one command tries; the others follow once it got
 * through.
 */
@Component
class Breakers {

    private static final int PATIENCE = 3;
    private static final int SLOWEST = 6;

    private final JdbcClient jdbc;
    private final Map<String, Integer> failing = new ConcurrentHashMap<>();

    Breakers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All that were not reached, by name. */
    Map<String, BrokenSystem> broken() {
        var broken = jdbc.sql("select * from outbound_breaker").query(Breakers::read).list().stream()
                .collect(Collectors.toMap(BrokenSystem::system, Function.identity()));
        failing.keySet().retainAll(broken.keySet());
        broken.forEach((system, how) -> failing.put(system, how.failures()));
        return broken;
    }

    /** @param asked how long it wants to be left alone; zero where it said nothing */
    void failed(String system, String reason, Duration asked) {
        int failures = failing.merge(system, 1, Integer::sum);
        var pause = failures < PATIENCE
                ? asked
                : longer(asked, jittered(Duration.ofSeconds(1L << Math.min(failures - PATIENCE, SLOWEST))));
        jdbc.sql("""
                insert into outbound_breaker as b (system, failures, since, open_until, reason)
                values (:system, 1, now(), now() + make_interval(secs => :pause), :reason)
                on conflict (system) do update
                set failures = b.failures + 1, reason = excluded.reason,
                    open_until = greatest(b.open_until, excluded.open_until)
                """)
                .param("system", system)
                .param("pause", pause.toMillis() / 1000.0)
                .param("reason", reason)
                .update();
    }

    /** @return whether it had not been before */
    boolean reached(String system) {
        return failing.remove(system) != null
                && jdbc.sql("delete from outbound_breaker where system = ?").param(system).update() == 1;
    }

    private static Duration jittered(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static BrokenSystem read(ResultSet row, int number) throws SQLException {
        return new BrokenSystem(row.getString("system"), row.getInt("failures"),
                Objects.requireNonNull(DeliveryRow.instant(row, "since")),
                Objects.requireNonNull(DeliveryRow.instant(row, "open_until")), row.getString("reason"));
    }
}
