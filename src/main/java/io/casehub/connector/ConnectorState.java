package io.casehub.connector;

import io.casehub.connector.pull.Underway;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.ingest.SweepState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a connector is doing.
 *
 * @param state {@code running}, {@code paused}, {@code off} (a setting is missing) or
 * {@code broken} (a file is wrong)
 * @param reason why it is off or broken, or refuses its changed files, and what to do
 * @param source {@code ok}, {@code stale} or {@code down}: whether its system answers
 * @param lag seconds since the system was last heard of, {@code null} before the first time
 * @param parked records that wait to be looked at
 * @param drift open findings on what its system sends differently than it used to
 */
public record ConnectorState(String name, String title, String state, @Nullable String reason, String source,
        @Nullable Long lag, long parked, long drift, List<Reading> routes, Bearing bearing) {

    /**
     * What all its routes have taken in; {@code received = applied + unchanged + superseded + parked}.
     */
    public Landed books() {
        return routes.stream().map(Reading::books).reduce(new Landed(0, 0, 0, 0, 0), Landed::plus);
    }

    /** When its system last answered any of its routes. */
    public Optional<Instant> lastSuccess() {
        return routes.stream().flatMap(route -> Stream.ofNullable(route.reachedAt())).max(Comparator.naturalOrder());
    }

    /**
     * How it gets on.
     *
     * @param node that reads its system, {@code null} where none does
     * @param rate records a second over the last minutes
     * @param underway the readings of more than one page that are under way, by route
     * @param sweeps what came of comparing keys, by route
     */
    public record Bearing(@Nullable String node, double rate, Map<String, Underway> underway,
            Map<String, SweepState> sweeps) {}
}
