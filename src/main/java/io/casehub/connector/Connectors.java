package io.casehub.connector;

import io.casehub.connector.ConnectorState.Bearing;
import io.casehub.connector.lease.Leases;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Parking;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Sources;
import io.casehub.ingest.Sources.SourceState;
import io.casehub.ingest.drift.Drift;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The door to the connectors: how they are doing, and pausing, resuming and reading again. */
@Component
public class Connectors {

    private final Catalog catalog;
    private final Pauses pauses;
    private final Readings readings;
    private final Sources sources;
    private final Parking parking;
    private final Drift drift;
    private final Cursors cursors;
    private final Bearings bearings;
    private final Leases leases;
    private final Clock clock;

    Connectors(Catalog catalog, Pauses pauses, Readings readings, Sources sources, Parking parking, Drift drift,
            Cursors cursors, Bearings bearings, Leases leases, Clock clock) {
        this.catalog = catalog;
        this.pauses = pauses;
        this.readings = readings;
        this.sources = sources;
        this.parking = parking;
        this.drift = drift;
        this.cursors = cursors;
        this.bearings = bearings;
        this.leases = leases;
        this.clock = clock;
    }

    /** All connectors in the order of their names, those that are off included. */
    public List<ConnectorState> states() {
        var states = sources.states().stream().collect(Collectors.toMap(SourceState::system, Function.identity()));
        var paused = pauses.all();
        var now = bearings.now();
        return catalog.all().stream()
                .map(connector -> state(connector, paused.contains(connector.name()), states.get(connector.name()),
                        now.apply(connector.name())))
                .toList();
    }

    /** @throws ConnectorNotFound where there is no such connector */
    public ConnectorState state(String name) {
        catalog.get(name);
        return states().stream().filter(state -> state.name().equals(name)).findFirst().orElseThrow();
    }

    /** Stops reading and writing, on every node, until it is resumed. Commands to it wait. */
    public void pause(String name, String actor) {
        catalog.get(name);
        pauses.add(name, actor);
        follow();
    }

    public void resume(String name) {
        catalog.get(name);
        pauses.remove(name);
        follow();
    }

    /**
     * Reads everything once more from the start. Nothing is doubled: what is known already is found
     * unchanged.
     */
    public synchronized void resync(String name) {
        var connector = catalog.get(name);
        catalog.stop(connector);
        readings.of(name).forEach(reading -> cursors.reset(reading.route()));
        follow();
    }

    /** Does on this node what was decided on any, and never in the middle of a {@link #resync}. */
    @Scheduled(fixedDelay = 2000)
    synchronized void follow() {
        var paused = pauses.all();
        catalog.all().stream().filter(Connector::isRunning).forEach(connector -> {
            if (paused.contains(connector.name())) {
                catalog.stop(connector);
            } else {
                catalog.start(connector);
            }
        });
        leases.keep(catalog.all().stream().filter(Connector::isRunning).map(Connector::name)
                .filter(name -> !paused.contains(name)).toList());
    }

    private ConnectorState state(Connector connector, boolean isPaused, @Nullable SourceState source,
            Bearing bearing) {
        var state = connector.isRunning() && isPaused ? "paused" : connector.state().name().toLowerCase(Locale.ROOT);
        var reached = source == null ? null : source.reachedAt();
        return new ConnectorState(connector.name(), connector.file().title(), state, connector.reason(),
                source == null ? "stale" : source.state(),
                reached == null ? null : Duration.between(reached, clock.instant()).toSeconds(),
                parking.count(connector.name()), drift.count(connector.name()), readings.of(connector.name()),
                bearing);
    }
}
