package io.casehub.connector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casehub.connector.ConnectorFile.Datasource;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.plan.ConnectorBroken;
import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.pull.KafkaOffsets;
import io.casehub.ingest.Cursors;
import io.casehub.mapping.Mappings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Puts a connector's routes into Camel and takes them out again: all of them, or none. */
final class Installer {

    /** For what a route is about to store; a source that drips is not waited for. */
    private static final int PATIENCE_SECONDS = 10;
    /** Ends the name of the pool of what writes to a system's database; that of what reads cannot. */
    private static final String OUT = "-out";

    private final CamelContext camel;
    private final Plans plans;
    private final Cursors cursors;
    private final Mappings mappings;
    private final Map<String, HikariDataSource> datasources = new ConcurrentHashMap<>();

    Installer(CamelContext camel, Plans plans, Cursors cursors, Mappings mappings) {
        this.camel = camel;
        this.plans = plans;
        this.cursors = cursors;
        this.mappings = mappings;
    }

    /**
     * Starts the routes of a connector and answers their ids.
     *
     * @throws ConnectorBroken where one cannot run; then none does
     */
    List<String> install(Blueprint blueprint) {
        var before = ids();
        try {
            bind(blueprint);
            blueprint.plans().forEach(this::add);
            blueprint.routes().forEach(file -> load(camel, file));
            return added(before);
        } catch (RuntimeException e) {
            remove(blueprint.name(), added(before));
            throw e;
        }
    }

    /** Stops routes and forgets them, and what they found under their system's name. */
    void remove(String name, List<String> routes) {
        for (var route : routes) {
            try {
                camel.getRouteController().stopRoute(route, PATIENCE_SECONDS, TimeUnit.SECONDS);
                camel.removeRoute(route);
            } catch (Exception e) {
                throw new ConnectorBroken("the route " + route + " cannot be taken out: " + e.getMessage());
            }
            plans.remove(route);
        }
        for (var pool : List.of(name, name + OUT)) {
            var datasource = datasources.remove(pool);
            if (datasource != null) {
                datasource.close();
            }
        }
    }

    /** Loads a file of routes or templates as Camel reads it. */
    static void load(CamelContext camel, Path file) {
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file.toAbsolutePath()));
        } catch (Exception e) {
            throw new ConnectorBroken(file + ": " + e.getMessage());
        }
    }

    void close() {
        datasources.values().forEach(HikariDataSource::close);
    }

    private void add(Plan plan) {
        plans.put(plan);
        try {
            camel.addRouteFromTemplate(plan.route(), plan.template(), plan.parameters());
        } catch (Exception e) {
            throw new ConnectorBroken("the route " + plan.route() + " cannot run: " + e.getMessage());
        }
    }

    private List<String> added(Set<String> before) {
        return ids().stream().filter(route -> !before.contains(route)).sorted().toList();
    }

    private Set<String> ids() {
        return camel.getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
    }

    /** What the routes of a connector find under their system's name. */
    private void bind(Blueprint blueprint) {
        var name = blueprint.name();
        var file = blueprint.file();
        camel.getRegistry().bind(name + "-offsets", new KafkaOffsets(name, cursors));
        camel.getRegistry().bind(name + "-http",
                HttpAccess.of(name, file.http(), camel::resolvePropertyPlaceholders, mappings));
        if (file.datasource() != null) {
            bind(name, datasource(name, file.datasource(), true));
            if (blueprint.plans().stream().anyMatch(plan -> plan.template().equals("push-jdbc"))) {
                bind(name + OUT, datasource(name + OUT, file.datasource(), false));
            }
        }
    }

    private void bind(String name, HikariDataSource datasource) {
        datasources.put(name, datasource);
        camel.getRegistry().bind(name, DataSource.class, datasource);
    }

    private HikariDataSource datasource(String name, Datasource settings, boolean isReadOnly) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(camel.resolvePropertyPlaceholders(settings.url()));
        config.setUsername(camel.resolvePropertyPlaceholders(settings.username()));
        config.setPassword(camel.resolvePropertyPlaceholders(settings.password()));
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setReadOnly(isReadOnly);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1); // a system that is down now is a system that comes later
        return new HikariDataSource(config);
    }
}
