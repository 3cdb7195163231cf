package io.casehub.events.topic;

import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which node carries events to the topic, and how far that has come. A turn spares the nodes to
 * push each other aside; that a node whose turn is over does no harm, Kafka sees to
 * ({@link Topic}).
 */
@Component
class Turn {

    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final JdbcClient jdbc;
    private final String node = UUID.randomUUID().toString();

    Turn(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes the turn or keeps it, and notes how far the carrier has come; false where another node has
     * it.
     */
    boolean keep(String carrier, long number) {
        return jdbc.sql("""
                insert into event_carrier (name, number, node, until) values (?, ?, ?, now() + make_interval(secs => ?))
                on conflict (name) do update
                set node = excluded.node, until = excluded.until,
                    number = greatest(event_carrier.number, excluded.number)
                where event_carrier.node = excluded.node or event_carrier.until < now()
                """).params(carrier, number, node, LENGTH.toSeconds()).update() > 0;
    }

    /** The number up to which everything is told. */
    long number(String carrier) {
        return jdbc.sql("select number from event_carrier where name = ?").param(carrier).query(Long.class)
                .optional().orElse(0L);
    }

    void end(String carrier) {
        jdbc.sql("update event_carrier set node = '', until = '-infinity' where name = ? and node = ?")
                .params(carrier, node).update();
    }
}
