package io.casehub.connector;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.connector.http.AskOnce;
import io.casehub.connector.pull.Pulling;
import io.casehub.connector.push.Pushing;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Sources;
import io.casehub.outbound.Command;
import io.casehub.outbound.Outcome;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.springframework.mock.env.MockEnvironment;

/**
 * Route templates and connectors' routes as they stand in their files, and the ingest room behind
 * them.
 */
final class RunningRoutes implements AutoCloseable {

    private static final TestDatabase DATABASE = TestDatabase.fresh();

    final TestDatabase database = DATABASE.emptied();
    final Rooms rooms = Rooms.open(database, Path.of("mappings"), "ingest", "audit");
    final DefaultCamelContext camel = new DefaultCamelContext();

    RunningRoutes(Map<String, String> settings) throws Exception {
        var values = new Properties();
        values.putAll(settings);
        camel.getPropertiesComponent().setInitialProperties(values);
        camel.getRegistry().bind("askOnce", new AskOnce());
        Pulling.bind(camel.getRegistry(), rooms);
        Pushing.bind(camel.getRegistry(), rooms);
        camel.getShutdownStrategy().setTimeout(2);
        for (var template : new String[]{"pull-http", "pull-jdbc", "push-http"}) {
            load("_templates/" + template);
        }
        camel.start();
    }

    RunningRoutes load(String route) throws Exception {
        PluginHelper.getRoutesLoader(camel).loadRoutes(
                ResourceHelper.resolveResource(camel,
                        "file:" + Path.of("routes", route + ".camel.yaml").toAbsolutePath()));
        return this;
    }

    Outcome carry(Command command) {
        var catalog = new Catalog(Path.of("routes"), new MockEnvironment(), rooms.get(Sources.class),
                rooms.get(Cursors.class));
        return new CamelCarrier(catalog, camel, camel.createProducerTemplate()).carry(command);
    }

    @Override
    public void close() {
        camel.stop();
        rooms.close();
    }
}
