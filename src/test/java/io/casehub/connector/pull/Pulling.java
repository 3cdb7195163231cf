package io.casehub.connector.pull;

import io.casehub.Rooms;
import io.casehub.connector.lease.Leases;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.RouteKind;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Sources;
import io.casehub.ingest.Sweeps;
import io.casehub.mapping.Mappings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.spi.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of the pull templates, for a Camel context of a test's own. */
public final class Pulling {

    private Pulling() {}

    /** Binds them, and answers what each route is to be told through. */
    public static Plans bind(Registry registry, Rooms rooms, List<RouteKind> others) {
        var templates = new PullTemplates();
        var kinds = new ArrayList<>(others);
        kinds.addAll(List.of(templates.pullHttp(), templates.pullJdbc()));
        var plans = new Plans(kinds);
        var clock = Clock.systemUTC();
        var pull = new Pull(new IntoHub(rooms.get(Cursors.class), rooms.get(Ingest.class), rooms.get(Sources.class),
                rooms.get(Sweeps.class)), new Leases(rooms.get(JdbcClient.class), "test", "0"),
                new Progress(rooms.get(JdbcClient.class)), clock);
        registry.bind("pull", pull);
        registry.bind("httpPull", new HttpPull(pull, plans, rooms.get(Mappings.class), clock));
        registry.bind("jdbcPull", new JdbcPull(pull, plans));
        return plans;
    }
}
