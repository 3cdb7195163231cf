package io.casehub.connector.push;

import io.casehub.Rooms;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.RouteKind;
import io.casehub.intake.Enclosures.Opened;
import io.casehub.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.camel.spi.Registry;

/** The beans of the push templates, for a Camel context of a test's own. */
public final class Pushing {

    private Pushing() {}

    /** What each document says. */
    public static String says(UUID document) {
        return "What is in " + document + ": größer als gedacht.";
    }

    private static Opened enclosed(UUID document) {
        try {
            var file = Files.createTempFile("document", "");
            Files.writeString(file, says(document));
            return new Opened(file, "nobody looked", () -> Files.delete(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<RouteKind> kinds() {
        var templates = new PushTemplates();
        return List.of(templates.pushHttp(), templates.pushJdbc(), templates.pushKafka(), templates.repliesKafka(),
                templates.pushMail(), templates.httpSpeech(), templates.jdbcSpeech());
    }

    public static void bind(Registry registry, Rooms rooms, Plans plans) {
        var mappings = rooms.get(Mappings.class);
        registry.bind("httpPush", new HttpPush(plans, mappings, new HttpJudge(mappings, Clock.systemUTC()),
                (id, document) -> enclosed(document)));
        registry.bind("jdbcPush", new JdbcPush(plans, mappings));
    }
}
