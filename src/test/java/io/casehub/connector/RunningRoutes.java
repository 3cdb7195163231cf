package io.casehub.connector;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.connector.pull.Pulling;
import io.casehub.connector.push.Pushing;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Sources;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import io.casehub.outbound.Carrier;
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

    final TestDatabase database = TestDatabase.cleared();
    final Rooms rooms;
    final DefaultCamelContext camel = new DefaultCamelContext();
    private final Mappings mappings;
    private final Plans plans;

    private final Path routes;

    RunningRoutes(Map<String, String> settings) throws Exception {
        this(settings, Path.of(""));
    }

    /**
     * @param folder in which {@code routes} and {@code mappings} lie
     */
    RunningRoutes(Map<String, String> settings, Path folder) throws Exception {
        routes = folder.resolve("routes");
        rooms = Rooms.open(database, folder.resolve("mappings"), "ingest", "audit");
        var values = new Properties();
        values.putAll(settings);
        camel.getPropertiesComponent().setInitialProperties(values);
        mappings = rooms.get(Mappings.class);
        plans = Pulling.bind(camel.getRegistry(), rooms, Pushing.kinds());
        Pushing.bind(camel.getRegistry(), rooms, plans);
        camel.getShutdownStrategy().setTimeout(2);
        for (var template : new String[]{"pull-http", "pull-jdbc", "push-http", "push-jdbc"}) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel,
                    "file:" + Path.of("routes", "_templates", template + ".camel.yaml").toAbsolutePath()));
        }
        camel.start();
    }

    /** One route of a connector, such as {@code crm/crm-cases}, as its file says it. */
    RunningRoutes load(String route) throws Exception {
        return load(routes, route);
    }

    /** The same of a connector that lies elsewhere. */
    RunningRoutes load(Path folder, String route) throws Exception {
        var name = route.substring(0, route.indexOf('/'));
        var system = folder.resolve(name);
        camel.getRegistry().bind(name + "-http", HttpAccess.of(name, ConnectorFile.read(system).http(),
                camel::resolvePropertyPlaceholders, mappings));
        var templated = Spot.read(folder.resolve(route + ".camel.yaml")).items().getFirst().get("templatedRoute");
        var plan = Plan.of(templated, Template.all(Path.of("routes", "_templates")), Map.of(),
                camel::resolvePropertyPlaceholders);
        plans.put(plan);
        camel.addRouteFromTemplate(plan.route(), plan.template(), plan.parameters());
        return this;
    }

    /** The way to all connectors of the folder that are told what they need. */
    Carrier carrier(Map<String, String> settings) {
        var environment = new MockEnvironment();
        settings.forEach(environment::setProperty);
        var catalog = new Catalog(routes, environment, rooms.get(Sources.class), rooms.get(Cursors.class), plans,
                mappings);
        catalog.afterApplicationStart(camel);
        return new CamelCarrier(catalog, camel, camel.createProducerTemplate(), plans, mappings);
    }

    /** The same while the hub starts, and no connector runs. */
    Carrier carrierBeforeTheStart() {
        var catalog = new Catalog(routes, new MockEnvironment(), rooms.get(Sources.class), rooms.get(Cursors.class),
                plans, mappings);
        catalog.declare();
        return new CamelCarrier(catalog, camel, camel.createProducerTemplate(), plans, mappings);
    }

    Plans plans() {
        return plans;
    }

    Outcome carry(Command command) {
        var catalog = new Catalog(routes, new MockEnvironment(), rooms.get(Sources.class),
                rooms.get(Cursors.class), plans, mappings);
        return new CamelCarrier(catalog, camel, camel.createProducerTemplate(), plans, mappings).carry(command);
    }

    @Override
    public void close() {
        camel.stop();
        rooms.close();
    }
}
