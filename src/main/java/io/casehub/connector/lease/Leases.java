package io.casehub.connector.lease;

import jakarta.annotation.PreDestroy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Which systems this node reads. A node that dies loses its leases within {@link #LENGTH}; one that
 * runs renews them. Nothing is wrong if two nodes read one system, since cursors are compared as
 * they move: it is only asked twice.
 */
@Component
public class Leases {

    /** How long a lease is held without being renewed. */
    public static final Duration LENGTH = Duration.ofSeconds(12);
    private static final Duration ROUND = Duration.ofSeconds(3);

    private final JdbcClient jdbc;
    private final String node;
    private final Map<String, Term> terms = new ConcurrentHashMap<>();
    private volatile long keptAt = System.nanoTime() - ROUND.toNanos();

    public Leases(JdbcClient jdbc, @Value("${HOSTNAME:}") String told, @Value("${server.port:8080}") String port) {
        this.jdbc = jdbc;
        // a node that starts again at its place takes up its leases at once
        this.node = (told.isBlank() ? host() : told) + ":"
                + (port.equals("0") ? UUID.randomUUID().toString().substring(0, 8) : port);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return UUID.randomUUID().toString().substring(0, 8); // a name of its own, if not for long
        }
    }

    /**
     * Whether this node may read the system now: it has the lease, or gets it. Asks the database every
     * few seconds at most.
     */
    public boolean holds(String system) {
        return terms.compute(system, (name, term) -> term == null || term.isToBeAsked() ? asked(name) : term).isHeld();
    }

    /** Renews what is held of these systems, and gives back what is held of others. */
    public void keep(Collection<String> running) {
        if (System.nanoTime() - keptAt < ROUND.toNanos()) {
            return;
        }
        keptAt = System.nanoTime();
        terms.entrySet().stream().filter(term -> term.getValue().isHeld()).map(Map.Entry::getKey).toList()
                .forEach(system -> {
                    if (running.contains(system)) {
                        terms.put(system, asked(system));
                    } else {
                        release(system);
                    }
                });
    }

    /** The node that reads each system, while one does. */
    public Map<String, String> nodes() {
        return jdbc.sql("select system, node from connector_lease where until > now()")
                .query((row, number) -> Map.entry(row.getString("system"), row.getString("node"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @PreDestroy
    void close() {
        try {
            terms.keySet().forEach(this::release);
        } catch (DataAccessException e) {
            // the hub's database went first: the leases end by themselves
        }
    }

    private void release(String system) {
        terms.remove(system);
        jdbc.sql("delete from connector_lease where system = ? and node = ?").params(system, node).update();
    }

    private Term asked(String system) {
        long asked = System.nanoTime();
        boolean isOurs = jdbc.sql("""
                insert into connector_lease (system, node, until) values (:system, :node, now() + :length::interval)
                on conflict (system) do update set node = excluded.node, until = excluded.until
                where connector_lease.node = excluded.node or connector_lease.until < now()
                """)
                .param("system", system)
                .param("node", node)
                .param("length", LENGTH.toString())
                .update() > 0;
        return new Term(isOurs, asked);
    }

    /** What the database said, and when it was asked. */
    private record Term(boolean isOurs, long asked) {

        boolean isHeld() {
            return isOurs && age() < LENGTH.toNanos();
        }

        boolean isToBeAsked() {
            return age() > (isOurs ? 2 : 1) * ROUND.toNanos();
        }

        private long age() {
            return System.nanoTime() - asked;
        }
    }
}
