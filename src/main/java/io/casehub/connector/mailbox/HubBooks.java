package io.casehub.connector.mailbox;

import io.casehub.connector.lease.Leases;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Sources;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The books as the ingest room keeps them. */
@Component
record HubBooks(Cursors cursors, Sources sources, Leases leases) implements Books {

    @Override
    public Optional<String> cursor(String route) {
        return cursors.read(route);
    }

    @Override
    public boolean holds(String system) {
        return leases.holds(system);
    }

    @Override
    public void reached(String system, String route) {
        sources.reached(system, route);
    }

    @Override
    public void readWhole(String route) {
        sources.readWhole(route, Duration.ZERO);
    }

    @Override
    public void failed(String system, String route, String reason) {
        sources.failed(system, route, reason);
    }
}
