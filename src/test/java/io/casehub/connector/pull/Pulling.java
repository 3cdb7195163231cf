package io.casehub.connector.pull;

import io.casehub.Rooms;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Sources;
import java.time.Clock;
import org.apache.camel.spi.Registry;

/** The beans of the pull templates, for a Camel context of a test's own. */
public final class Pulling {

    private Pulling() {}

    public static void bind(Registry registry, Rooms rooms) {
        var pull = new Pull(rooms.get(Cursors.class), rooms.get(Ingest.class), rooms.get(Sources.class),
                Clock.systemUTC());
        registry.bind("pull", pull);
        registry.bind("httpPull", new HttpPull(pull));
        registry.bind("jdbcPull", new JdbcPull(pull));
    }
}
