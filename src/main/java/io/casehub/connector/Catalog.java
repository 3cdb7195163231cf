package io.casehub.connector;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.casehub.connector.ConnectorFile.Datasource;
import io.casehub.connector.pull.KafkaOffsets;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Sources;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
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

    private static final Logger log = LoggerFactory.getLogger(Catalog.class);

    private final Path folder;
    private final Settings settings;
    private final Sources sources;
    private final Cursors cursors;
    private final Map<String, Connector> connectors = new ConcurrentSkipListMap<>();
    private final List<HikariDataSource> datasources = new ArrayList<>();
    private volatile @Nullable CamelContext started;

    Catalog(@Value("${casehub.routes:routes}") Path folder, Environment environment, Sources sources, Cursors cursors) {
        this.folder = folder;
        this.settings = new Settings(environment);
        this.sources = sources;
        this.cursors = cursors;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        context.getPropertiesComponent().addPropertiesSource(settings);
        for (var shared : List.of("_templates", "api")) {
            files(folder.resolve(shared)).forEach(file -> load(context, file));
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        started = context;
        for (var system : systems()) {
            connectors.put(system.getFileName().toString(), load(system));
        }
        connectors.values().stream().filter(connector -> !connector.isRunning()).forEach(connector -> log.atInfo()
                .addKeyValue("connector", connector.name())
                .addKeyValue("reason", connector.problem())
                .log(connector.isBroken() ? "connector is broken" : "connector is off"));
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
        return Objects.requireNonNull(started, "connectors are loaded once Camel runs");
    }

    private ServiceStatus status(String route) {
        return camel().getRouteController().getRouteStatus(route);
    }

    private Connector load(Path system) {
        var name = system.getFileName().toString();
        var file = new ConnectorFile(name, null, Map.of(), null, Map.of(), List.of());
        try {
            file = ConnectorFile.read(system);
            settings.learn(name, file);
            var missing = settings.missing(name, file);
            if (!missing.isEmpty()) {
                return new Connector(name, file, "set " + String.join(", ", missing), false, List.of());
            }
            bind(name, file);
            var routes = routes(system);
            routes.forEach(expectContact(name, file));
            return new Connector(name, file, null, false, routes);
        } catch (Exception e) {
            return new Connector(name, file, String.valueOf(e.getMessage()), true, List.of());
        }
    }

    /**
     * Who waits for messages of a broker hears nothing of one that is away, nor of one that has nothing
     * to say: of that system the connector's probe tells.
     */
    private Consumer<String> expectContact(String name, ConnectorFile file) {
        return route -> {
            if (route.endsWith("-out") || camel().getRoute(route).getEndpoint() instanceof KafkaEndpoint) {
                sources.forget(route);
            } else {
                sources.expect(name, route, file.silence());
            }
        };
    }

    /** Loads the routes of a folder, all of them or none, and answers their ids. */
    private List<String> routes(Path system) throws Exception {
        var before = ids();
        try {
            files(system).forEach(file -> load(camel(), file));
        } catch (ConnectorBroken e) {
            for (var route : added(before)) {
                camel().getRouteController().stopRoute(route);
                camel().removeRoute(route);
            }
            throw e;
        }
        return added(before);
    }

    private List<String> added(Set<String> before) {
        return ids().stream().filter(route -> !before.contains(route)).sorted().toList();
    }

    private static void load(CamelContext context, Path file) {
        try {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.resolveResource(context, "file:" + file.toAbsolutePath()));
        } catch (Exception e) {
            throw new ConnectorBroken(file + ": " + e.getMessage());
        }
    }

    private static List<Path> files(Path system) {
        try (var files = Files.list(system)) {
            return files.filter(path -> path.toString().endsWith(".camel.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + system + " cannot be read", e);
        }
    }

    private Set<String> ids() {
        return camel().getRoutes().stream().map(Route::getRouteId).collect(Collectors.toSet());
    }

    /** What the routes of a connector find under their system's name. */
    private void bind(String name, ConnectorFile file) {
        camel().getRegistry().bind(name + "-offsets", new KafkaOffsets(name, cursors));
        if (file.datasource() != null) {
            camel().getRegistry().bind(name, DataSource.class, datasource(name, file.datasource()));
        }
    }

    private HikariDataSource datasource(String name, Datasource settings) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(camel().resolvePropertyPlaceholders(settings.url()));
        config.setUsername(camel().resolvePropertyPlaceholders(settings.username()));
        config.setPassword(camel().resolvePropertyPlaceholders(settings.password()));
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setReadOnly(true);
        config.setConnectionTimeout(5_000);
        config.setInitializationFailTimeout(-1); // a system that is down now is a system that comes later
        var datasource = new HikariDataSource(config);
        datasources.add(datasource);
        return datasource;
    }

    @PreDestroy
    void close() {
        datasources.forEach(HikariDataSource::close);
    }

    private List<Path> systems() {
        try (var folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("_"))
                    .filter(path -> !path.getFileName().toString().equals("api"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("there is no folder " + folder.toAbsolutePath()
                    + "; start the hub where routes/ and mappings/ lie, or set casehub.routes and casehub.mappings", e);
        }
    }
}
