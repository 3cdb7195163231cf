package io.casehub.connector.pull;

import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Listed;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sources;
import io.casehub.ingest.Sweep;
import io.casehub.ingest.Sweeps;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The usual destination: pages land, cursors move. */
@Component
class IntoHub implements Destination {

    private final Cursors cursors;
    private final Ingest ingest;
    private final Sources sources;
    private final Sweeps sweeps;

    IntoHub(Cursors cursors, Ingest ingest, Sources sources, Sweeps sweeps) {
        this.cursors = cursors;
        this.ingest = ingest;
        this.sources = sources;
        this.sweeps = sweeps;
    }

    @Override
    public Optional<String> cursor(String route) {
        return cursors.read(route);
    }

    @Override
    public boolean isAside() {
        return false;
    }

    @Override
    public Receipt accept(Page page) {
        return ingest.accept(page);
    }

    @Override
    public Receipt accept(Page page, Listed listed) {
        return sweeps.accept(page, listed);
    }

    @Override
    public void conclude(Sweep sweep) {
        sweeps.conclude(sweep);
    }

    @Override
    public void reached(String system, String route) {
        sources.reached(system, route);
    }

    @Override
    public void readWhole(String route, Duration took) {
        sources.readWhole(route, took);
    }

    @Override
    public void failed(String system, String route, String reason) {
        sources.failed(system, route, reason);
    }
}
