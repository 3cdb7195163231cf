package io.casehub.connector;

import io.casehub.connector.pull.NotPullable;
import io.casehub.connector.pull.Repull;
import io.casehub.connector.pull.Repulled;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Sweeps;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to single routes of a connector: where they stand, what is read once more, what a sweep
 * may mark gone. Every operation raises {@link ConnectorNotFound} or {@link RouteNotFound} where
 * there is none of the name.
 */
@Component
public class ConnectorRoutes {

    private final Catalog catalog;
    private final Connectors connectors;
    private final Readings readings;
    private final Cursors cursors;
    private final Sweeps sweeps;
    private final Repull repull;
    private final TransactionTemplate transaction;

    ConnectorRoutes(Catalog catalog, Connectors connectors, Readings readings, Cursors cursors, Sweeps sweeps,
            Repull repull, TransactionTemplate transaction) {
        this.catalog = catalog;
        this.connectors = connectors;
        this.readings = readings;
        this.cursors = cursors;
        this.sweeps = sweeps;
        this.repull = repull;
        this.transaction = transaction;
    }

    /**
     * Lets a route go on from another place than where it stands.
     *
     * @param at the time behind which it is to read: an instant, or as its source writes times
     * @param key the key behind which it is to read; of a Kafka partition the last offset that is
     * known. Without time and key it begins at the start
     * @param moved hears the cursor before and after, in the transaction that moves it
     * @throws NotPullable where its cursor is not made of time and key
     */
    public void setCursor(String name, String route, Optional<String> at, Optional<String> key, Consumer<Move> moved) {
        var connector = checked(name, route);
        boolean isPartition = !connector.routes().contains(route);
        var cursor = at.isEmpty() && key.isEmpty()
                ? null
                : isPartition ? offset(route, at, key) : repull.cursor(route, at, key);
        if (isPartition) {
            catalog.stop(connector); // a consumer asks where to begin when it starts
        }
        transaction.executeWithoutResult(status -> {
            var before = cursors.set(name, route, cursor);
            sweeps.discard(route);
            moved.accept(new Move(before.orElse(null), cursor));
        });
        connectors.follow();
    }

    /**
     * Reads a stretch of time once more; the route's own cursor stays where it is.
     *
     * @throws NotPullable where the route does not read by time, or does not run
     */
    public Repulled pull(String name, String route, Instant from, Optional<Instant> to) {
        checked(name, route);
        return repull.range(route, from, to);
    }

    /**
     * Reads one record once more.
     *
     * @throws NotPullable where the route does not know how, or does not run
     */
    public Repulled pull(String name, String route, String key) {
        checked(name, route);
        return repull.one(route, key);
    }

    /** @throws io.casehub.ingest.SweepNotHeld where nothing waits to be confirmed */
    public void confirmSweep(String name, String route) {
        checked(name, route);
        sweeps.confirm(route);
    }

    /** @throws io.casehub.ingest.SweepNotHeld where nothing waits to be dismissed */
    public void dismissSweep(String name, String route) {
        checked(name, route);
        sweeps.dismiss(route);
    }

    private Connector checked(String name, String route) {
        var connector = catalog.get(name);
        if (!connector.routes().contains(route)
                && readings.of(name).stream().noneMatch(reading -> reading.route().equals(route))) {
            throw new RouteNotFound(name, route);
        }
        return connector;
    }

    private static String offset(String route, Optional<String> at, Optional<String> key) {
        return key.filter(text -> at.isEmpty() && text.matches("[0-9]{1,18}")).orElseThrow(() -> new NotPullable(
                "the route " + route + " reads behind an offset: give it as key, a whole number, and no time"));
    }

    /** A cursor before and after it was set; {@code null} for the start. */
    public record Move(@Nullable String before, @Nullable String after) {}
}
