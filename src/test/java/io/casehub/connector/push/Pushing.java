package io.casehub.connector.push;

import io.casehub.Rooms;
import io.casehub.mapping.Mappings;
import java.time.Clock;
import org.apache.camel.spi.Registry;

/** The beans of the push templates, for a Camel context of a test's own. */
public final class Pushing {

    private Pushing() {}

    public static void bind(Registry registry, Rooms rooms) {
        registry.bind("httpPush", new HttpPush(rooms.get(Mappings.class), Clock.systemUTC()));
    }
}
