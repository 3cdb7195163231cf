package io.casehub;

import io.casehub.connector.ConnectorState;
import io.casehub.connector.Connectors;
import io.casehub.landscape.services.Postgres;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The hub beside four real products that are run by somebody else ({@code ../shared/systems}), with
 * a database of its own: what {@code ./casehub systems} starts. Where one is not there, its
 * connector says so.
 */
final class RealSystems {

    private static final Path FOLDER = Path.of(System.getProperty("systems.data", "data/systems"));

    private RealSystems() {}

    public static void main(String[] args) throws IOException {
        Postgres.stopOrphan(FOLDER);
        var postgres = new Postgres(FOLDER, freePort(), "systems");
        postgres.start();
        var hub = hub(postgres, args);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            hub.close();
            postgres.stop();
        }, "systems-end"));
        System.out.println(greeting(hub));
    }

    private static ConfigurableApplicationContext hub(Postgres postgres, String... args) throws IOException {
        var settings = new HashMap<String, Object>();
        PropertiesLoaderUtils.loadProperties(new ClassPathResource("systems.properties"))
                .forEach((name, value) -> settings.put(name.toString(), value));
        settings.put("spring.datasource.url", postgres.url());
        settings.put("spring.datasource.username", Postgres.USER);
        settings.put("spring.datasource.password", "systems");
        settings.put("spring.main.banner-mode", "off");
        var application = new SpringApplication(Casehub.class);
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(settings);
        return application.run(args);
    }

    private static String greeting(ConfigurableApplicationContext hub) {
        var key = hub.getBean(ApiKeys.class).issue("systems", Role.ofKeys(), Duration.ofDays(1), "cli:test").text();
        var address = "http://localhost:" + hub.getEnvironment().getProperty("local.server.port");
        return hub.getBean(Connectors.class).states().stream().map(RealSystems::line)
                .collect(Collectors.joining("\n", "\ncasehub runs at " + address + "; API key (a day): " + key + "\n\n",
                        "\n\n  curl -s -H 'X-Api-Key: " + key + "' " + address + "/api/v1/connectors\n"));
    }

    private static String line(ConnectorState state) {
        return "  %-10s %-8s %s".formatted(state.name(), state.state(), state.reason() == null ? "" : state.reason());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
