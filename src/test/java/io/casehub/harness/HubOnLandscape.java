package io.casehub.harness;

import io.casehub.Casehub;
import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import io.casehub.mapping.Mappings;
import io.casehub.security.ApiKeys;
import io.casehub.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * A landscape that stands still and a hub in the same JVM that reads it often. Its mappings are a
 * copy, which a test may mend.
 */
final class HubOnLandscape implements AutoCloseable {

    private final Path mappings;
    private final Landscape landscape;
    private final ConfigurableApplicationContext hub;
    private final Api api;

    private HubOnLandscape(Path mappings, Landscape landscape, ConfigurableApplicationContext hub) {
        this.mappings = mappings;
        this.landscape = landscape;
        this.hub = hub;
        this.api = new Api("http://localhost:" + hub.getEnvironment().getProperty("local.server.port"),
                hub.getBean(ApiKeys.class).issue("somebody", Role.ofKeys(), Duration.ofDays(1), "cli:test").text());
    }

    static HubOnLandscape start(Path folder, int customers) throws IOException {
        return start(folder, customers, hub -> Map.of());
    }

    /** @param instead settings that the hub is told in the place of these ones */
    static HubOnLandscape start(Path folder, int customers, UnaryOperator<Map<String, String>> instead)
            throws IOException {
        var mappings = folder.resolve("mappings");
        FileSystemUtils.copyRecursively(Path.of("mappings"), mappings);
        var landscape = Landscape.start(LandscapeSettings.still(folder.resolve("landscape"), customers));
        var settings = new HashMap<>(landscape.hubSettings());
        settings.putAll(Map.of("server.port", "0", "email.tls", "false", "casehub.mappings", mappings.toString(),
                "crm.every", "1s", "erp.every", "500ms", "billing.every", "500ms",
                "spring.main.banner-mode", "off"));
        settings.putAll(instead.apply(Map.copyOf(settings)));
        var application = new SpringApplication(Casehub.class);
        application.setRegisterShutdownHook(false);
        return new HubOnLandscape(mappings, landscape, application.run(settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue()).toArray(String[]::new)));
    }

    Landscape landscape() {
        return landscape;
    }

    Api api() {
        return api;
    }

    SystemsOfRecord systems() {
        return new SystemsOfRecord(landscape.hubSettings());
    }

    JdbcClient jdbc() {
        return hub.getBean(JdbcClient.class);
    }

    TransactionTemplate transaction() {
        return new TransactionTemplate(hub.getBean(PlatformTransactionManager.class));
    }

    /** An engineer changes a mapping while the hub runs. */
    void mend(String mapping, String before, String after) throws IOException {
        var file = mappings.resolve(mapping + ".jslt");
        Files.writeString(file, Files.readString(file).replace(before, after));
        hub.getBean(Mappings.class).refresh();
    }

    /** The hub goes first: it must not wait for systems that are gone. */
    @Override
    public void close() {
        hub.close();
        landscape.close();
    }
}
