package io.casehub.connector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The settings of connectors, as routes name them ({@code {{crm.url}}}): from the hub's own
 * configuration, where {@code CRM_URL} in the environment is the same; for a secret also from the
 * file that {@code crm.api-key-file} names; else the default of {@code connector.yaml}.
 */
final class Settings implements PropertiesSource {

    private final Environment environment;
    private final Map<String, String> defaults = new ConcurrentHashMap<>();

    Settings(Environment environment) {
        this.environment = environment;
    }

    @Override
    public String getName() {
        return "connector-settings";
    }

    @Override
    public @Nullable String getProperty(String name) {
        return find(name).orElse(null);
    }

    Optional<String> find(String name) {
        return told(name)
                .or(() -> told(name + "-file").map(Settings::content))
                .or(() -> Optional.ofNullable(defaults.get(name)));
    }

    /** An empty value is none: deployment files hand on what nobody has set. */
    private Optional<String> told(String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    void learn(String system, ConnectorFile file) {
        file.settings().forEach((name, setting) -> {
            if (setting.otherwise() != null) {
                defaults.put(system + "." + name, setting.otherwise());
            }
        });
    }

    /** The settings a connector cannot do without and has not been told. */
    List<String> missing(String system, ConnectorFile file) {
        return file.settings().entrySet().stream()
                .filter(setting -> setting.getValue().required())
                .map(setting -> system + "." + setting.getKey())
                .filter(name -> find(name).filter(value -> !value.isBlank()).isEmpty())
                .sorted()
                .toList();
    }

    /**
     * How the environment writes the name of a setting: {@code CRM_API_KEY} for {@code crm.api-key}.
     */
    static String variable(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }

    private static String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the secret in " + file + " cannot be read", e);
        }
    }
}
