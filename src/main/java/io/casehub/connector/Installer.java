package io.casehub.connector;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.pull.KafkaOffsets;
import io.casehub.ingest.Cursors;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Puts a connector's routes into Camel and takes them out again: all of them, or none. */
final class Installer {

    /** For what a route is about to store; a source that drips is not waited for. */
    private static final int PATIENCE_SECONDS = 10;
    private final CamelContext camel;
    private final Plans plans;
    private final Cursors cursors;
    private final Mappings mappings;
    private final Map<String, Reach> reaches = new ConcurrentHashMap<>();

    Installer(CamelContext camel, Plans plans, Cursors cursors, Mappings mappings) {
        this.camel = camel;
        this.plans = plans;
        this.cursors = cursors;
        this.mappings = mappings;
    }

    /**
     * Starts the routes of a connector and answers their ids.
     *
     * @throws FileBroken where one cannot run; then none does
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
                throw new FileBroken("the route " + route + " cannot be taken out: " + e.getMessage());
            }
            plans.remove(route);
        }
        var reach = reaches.remove(name);
        if (reach != null) {
            reach.close();
        }
    }

    /** Loads a file of routes or templates as Camel reads it. */
    static void load(CamelContext camel, Path file) {
        try {
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file.toAbsolutePath()));
        } catch (Exception e) {
            throw new FileBroken(file + ": " + e.getMessage());
        }
    }

    void close() {
        reaches.values().forEach(Reach::close);
    }

    private void add(Plan plan) {
        plans.put(plan);
        try {
            camel.addRouteFromTemplate(plan.route(), plan.template(), plan.parameters());
        } catch (Exception e) {
            throw new FileBroken("the route " + plan.route() + " cannot run: " + e.getMessage());
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
        reaches.put(name, Reach.bind(camel, name, file, blueprint.plans(), mappings));
    }
}
