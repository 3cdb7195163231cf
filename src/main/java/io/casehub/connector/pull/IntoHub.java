package io.casehub.connector.pull;

import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sources;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The usual destination: pages land, cursors move. */
@Component
class IntoHub implements Destination {

    private final Cursors cursors;
    private final Ingest ingest;
    private final Sources sources;

    IntoHub(Cursors cursors, Ingest ingest, Sources sources) {
        this.cursors = cursors;
        this.ingest = ingest;
        this.sources = sources;
    }

    @Override
    public Optional<String> cursor(String route) {
        return cursors.read(route);
    }

    @Override
    public Receipt accept(Page page) {
        return ingest.accept(page);
    }

    @Override
    public void reached(String system, String route) {
        sources.reached(system, route);
    }

    @Override
    public void failed(String system, String route, String reason) {
        sources.failed(system, route, reason);
    }
}
