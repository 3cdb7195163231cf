package io.casehub.connector;

import io.casehub.connector.plan.Plans;
import io.casehub.connector.plan.Template;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Sources;
import io.casehub.mapping.Mappings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Loads the connectors: every folder under {@code routes/} that is neither the templates nor the
 * API. One that is broken or has not been told what it needs says so, and holds up no other.
 */
@Component
class Catalog implements CamelContextConfiguration {

    /** Folders of the hub's own: its API, and under {@code mappings/} the types of cases. */
    private static final Set<String> NO_SYSTEMS = Set.of("api", "cases");
    private static final Logger log = LoggerFactory.getLogger(Catalog.class);

    private final Path folder;
    private final Settings settings;
    private final Sources sources;
    private final Cursors cursors;
    private final Plans plans;
    private final Mappings mappings;
    private final Map<String, Connector> connectors = new ConcurrentSkipListMap<>();
    private volatile boolean isLoaded;
    private @Nullable CamelContext camel;
    private @Nullable Installer installer;

    Catalog(@Value("${casehub.routes:routes}") Path folder, Environment environment, Sources sources,
            Cursors cursors,
            Plans plans, Mappings mappings) {
        this.folder = folder;
        this.settings = new Settings(environment);
        this.sources = sources;
        this.cursors = cursors;
        this.plans = plans;
        this.mappings = mappings;
    }

    /**
     * The API answers before Camel has started. What is changed by then is told later, so it must be
     * known from the first moment who takes commands.
     */
    @PostConstruct
    void declare() {
        if (Files.isDirectory(folder)) { // else the start says so, in a sentence
            systems(folder).stream().map(Catalog::declared).forEach(one -> connectors.put(one.name(), one));
        }
    }

    private static Connector declared(Path system) {
        var name = system.getFileName().toString();
        try {
            return Connector.off(name, ConnectorFile.read(system), "the hub is starting");
        } catch (RuntimeException e) {
            return Connector.off(name, ConnectorFile.unreadable(name), "the hub is starting");
        }
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        context.getPropertiesComponent().addPropertiesSource(settings);
        for (var shared : List.of("_templates", "api")) {
            Blueprint.files(folder.resolve(shared)).forEach(file -> Installer.load(context, file));
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        camel = context;
        installer = new Installer(context, plans, cursors, mappings);
        for (var system : systems(folder)) {
            load(system);
        }
        isLoaded = true;
    }

    /** Whether every folder has been looked at once. */
    boolean isLoaded() {
        return isLoaded;
    }

    Collection<Connector> all() {
        return connectors.values();
    }

    Connector get(String name) {
        return find(name).orElseThrow(() -> new ConnectorNotFound(name));
    }

    Optional<Connector> find(String name) {
        return Optional.ofNullable(connectors.get(name));
    }

    void start(Connector connector) {
        connector.routes().stream().filter(route -> status(route) == ServiceStatus.Stopped).forEach(route -> {
            try {
                camel().getRouteController().startRoute(route);
            } catch (Exception e) {
                log.atError().addKeyValue("route", route).setCause(e).log("route could not be started");
            }
        });
    }

    void stop(Connector connector) {
        connector.routes().stream().filter(route -> status(route) == ServiceStatus.Started).forEach(route -> {
            try {
                camel().getRouteController().stopRoute(route);
            } catch (Exception e) {
                log.atError().addKeyValue("route", route).setCause(e).log("route could not be stopped");
            }
        });
    }

    private CamelContext camel() {
        return Objects.requireNonNull(camel, "connectors are loaded once Camel runs");
    }

    private ServiceStatus status(String route) {
        return camel().getRouteController().getRouteStatus(route);
    }

    /**
     * Reads a folder again and runs it as it now is. Where that cannot be, it runs as before; where the
     * folder is gone, or a setting, no more.
     */
    synchronized void reload(String name) {
        var before = connectors.get(name);
        var system = folder.resolve(name);
        if (!Files.isDirectory(system)) {
            stopAndForget(before);
            connectors.remove(name);
            log.atInfo().addKeyValue("connector", name).log("connector was removed");
            return;
        }
        var now = loaded(system, before);
        connectors.put(name, now);
        if (now.reason() == null) {
            log.atInfo().addKeyValue("connector", name).log("connector runs as its files now say");
        } else {
            tell(now);
        }
    }

    /** The names of all connectors there are folders of, or were. */
    Set<String> names() {
        var names = new TreeSet<>(connectors.keySet());
        systems(folder).forEach(system -> names.add(system.getFileName().toString()));
        return names;
    }

    Settings settings() {
        return settings;
    }

    private void load(Path system) {
        var connector = loaded(system, null);
        connectors.put(connector.name(), connector);
        if (!connector.isRunning()) {
            tell(connector);
        }
    }

    private static void tell(Connector connector) {
        log.atInfo()
                .addKeyValue("connector", connector.name())
                .addKeyValue("reason", connector.reason())
                .log(switch (connector.state()) {
                    case RUNNING -> "changed files of a connector were refused";
                    case OFF -> "connector is off";
                    case BROKEN -> "connector is broken";
                });
    }

    private Connector loaded(Path system, @Nullable Connector before) {
        var name = system.getFileName().toString();
        var file = ConnectorFile.unreadable(name);
        try {
            file = ConnectorFile.read(system);
            settings.learn(name, file);
            var missing = settings.missing(name, file);
            if (!missing.isEmpty()) {
                stopAndForget(before);
                return Connector.off(name, file, "set " + String.join(", ", missing));
            }
            var blueprint = Blueprint.read(system, file, Template.all(folder.resolve("_templates")),
                    camel()::resolvePropertyPlaceholders);
            blueprint.plans().forEach(plans::check);
            mappings.load(name);
            return swapped(blueprint, before);
        } catch (RuntimeException e) {
            var sentence = String.valueOf(e.getMessage());
            return before != null && before.isRunning()
                    ? before.refusing(sentence)
                    : Connector.broken(name, file, sentence);
        }
    }

    /** Takes what ran out and puts what is to run in; where that fails, what ran comes back. */
    private Connector swapped(Blueprint blueprint, @Nullable Connector before) {
        stopAndForget(before);
        try {
            return installed(blueprint);
        } catch (RuntimeException e) {
            if (before == null || before.blueprint() == null) {
                throw e;
            }
            return installed(before.blueprint()).refusing(String.valueOf(e.getMessage()));
        }
    }

    private Connector installed(Blueprint blueprint) {
        var routes = Objects.requireNonNull(installer).install(blueprint);
        routes.forEach(route -> expectContact(blueprint, route));
        return Connector.running(blueprint, routes);
    }

    private void stopAndForget(@Nullable Connector connector) {
        if (connector != null) {
            Objects.requireNonNull(installer).remove(connector.name(), connector.routes());
            connector.routes().forEach(sources::forget);
        }
    }

    /**
     * Who is only called, or waits for messages of a broker, hears nothing of a system that is away,
     * nor of one that has nothing to say: other routes tell of it, or the connector's probe.
     */
    private void expectContact(Blueprint blueprint, String route) {
        var endpoint = camel().getRoute(route).getEndpoint();
        if (endpoint instanceof DirectEndpoint || endpoint instanceof KafkaEndpoint) {
            sources.forget(route);
        } else {
            sources.expect(blueprint.name(), route, blueprint.file().silence());
        }
    }

    @PreDestroy
    void close() {
        if (installer != null) {
            installer.close();
        }
    }

    /** The folders of connectors, in the order of their names. */
    static List<Path> systems(Path folder) {
        try (var folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("_"))
                    .filter(path -> !NO_SYSTEMS.contains(path.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder " + folder.toAbsolutePath()
                    + "; start the hub where routes/ and mappings/ lie, or set casehub.routes and casehub.mappings", e);
        }
    }
}
