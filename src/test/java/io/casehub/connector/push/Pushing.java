package io.casehub.connector.push;

import io.casehub.Rooms;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.RouteKind;
import io.casehub.mapping.Mappings;
import java.time.Clock;
import java.util.List;
import org.apache.camel.spi.Registry;

/** The beans of the push templates, for a Camel context of a test's own. */
public final class Pushing {

    private Pushing() {}

    public static List<RouteKind> kinds() {
        var templates = new PushTemplates();
        return List.of(templates.pushHttp(), templates.pushJdbc(), templates.pushKafka(), templates.repliesKafka(),
                templates.pushMail(), templates.httpSpeech(), templates.jdbcSpeech());
    }

    public static void bind(Registry registry, Rooms rooms, Plans plans) {
        var mappings = rooms.get(Mappings.class);
        registry.bind("httpPush", new HttpPush(plans, mappings, new HttpJudge(mappings, Clock.systemUTC())));
        registry.bind("jdbcPush", new JdbcPush(plans, mappings));
    }
}
