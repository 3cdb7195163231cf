package io.casehub.connector;

import io.casehub.connector.ConnectorState.Bearing;
import io.casehub.connector.lease.Leases;
import io.casehub.connector.pull.Progress;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Sweeps;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** How the connectors get on, in one look at the tables for all of them. */
@Component
class Bearings {

    private final Leases leases;
    private final Readings readings;
    private final Progress progress;
    private final Sweeps sweeps;

    Bearings(Leases leases, Readings readings, Progress progress, Sweeps sweeps) {
        this.leases = leases;
        this.readings = readings;
        this.progress = progress;
        this.sweeps = sweeps;
    }

    /** Answers for a connector how it gets on at this moment. */
    Function<String, Bearing> now() {
        var nodes = leases.nodes();
        var rates = readings.paces();
        var underway = progress.all();
        var compared = sweeps.all();
        return name -> new Bearing(nodes.get(name), rates.getOrDefault(name, 0.0), underway, compared);
    }
}
