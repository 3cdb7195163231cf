package io.casehub.connector;

import io.casehub.Casehub;
import io.casehub.TestDatabase;
import io.casehub.ingest.Parking;
import io.casehub.ingest.Parking.ParkedRecord;
import io.casehub.ingest.Readings.Reading;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A hub whose connectors are folders that a test writes, as an engineer would, while it runs or
 * before.
 */
final class EngineersHub implements AutoCloseable {

    private final Path folder;
    private final ConfigurableApplicationContext hub;

    private EngineersHub(Path folder, ConfigurableApplicationContext hub) {
        this.folder = folder;
        this.hub = hub;
    }

    /** Starts it with the templates and no connector but those in the folder already. */
    static EngineersHub start(Path folder, TestDatabase database, Map<String, String> settings) throws IOException {
        for (var shared : List.of("_templates", "api")) {
            FileSystemUtils.copyRecursively(Path.of("routes", shared), folder.resolve("routes").resolve(shared));
        }
        Files.createDirectories(folder.resolve("mappings"));
        var application = new SpringApplication(Casehub.class);
        application.setRegisterShutdownHook(false);
        var told = Stream.concat(settings.entrySet().stream(), Map.of("server.port", "0", "spring.datasource.url",
                database.url(), "casehub.routes", folder.resolve("routes").toString(), "casehub.mappings",
                folder.resolve("mappings").toString(), "casehub.settings",
                folder.resolve("settings.properties").toString(), "casehub.watch-every", "300ms",
                "spring.main.banner-mode", "off", "spring.lifecycle.timeout-per-shutdown-phase", "3s").entrySet()
                .stream());
        return new EngineersHub(folder, application.run(told
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new)));
    }

    /** Writes a file, as {@code routes/acme/connector.yaml}. */
    EngineersHub write(String file, String text) {
        write(folder.resolve(file), text);
        return this;
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void remove(String system) throws IOException {
        FileSystemUtils.deleteRecursively(folder.resolve("routes").resolve(system));
        FileSystemUtils.deleteRecursively(folder.resolve("mappings").resolve(system));
    }

    Optional<ConnectorState> connector(String name) {
        return hub.getBean(Connectors.class).states().stream().filter(state -> state.name().equals(name)).findFirst();
    }

    /** The only route of a connector, or one that has not begun. */
    Optional<Reading> reading(String name) {
        return connector(name).flatMap(state -> state.routes().stream().findFirst());
    }

    List<ParkedRecord> parked() {
        return hub.getBean(Parking.class).waiting(Optional.empty(), Optional.empty(), 100);
    }

    /** A route as it runs now; it is another when its connector is started anew. */
    Route route(String id) {
        return hub.getBean(CamelContext.class).getRoute(id);
    }

    String url() {
        return "http://localhost:" + hub.getEnvironment().getProperty("local.server.port");
    }

    Connectors connectors() {
        return hub.getBean(Connectors.class);
    }

    /** A new key. */
    String key(Role role) {
        return hub.getBean(ApiKeys.class).issue("ada", Set.of(role), null, "cli:root").text();
    }

    JdbcClient jdbc() {
        return hub.getBean(JdbcClient.class);
    }

    /** Stops it where it stands. */
    @Override
    public void close() {
        hub.close();
    }
}
