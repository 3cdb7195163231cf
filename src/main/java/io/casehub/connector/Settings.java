package io.casehub.connector;

import io.casehub.mapping.FileBroken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.spi.PropertiesSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The settings of connectors, as routes name them ({@code {{crm.url}}}): from the hub's own
 * configuration, where {@code CRM_URL} in the environment is the same; from the file of settings,
 * which may change while the hub runs; for a secret also from the file that
 * {@code crm.api-key-file} names; else the default of {@code connector.yaml}.
 */
final class Settings implements PropertiesSource {

    private final Environment environment;
    private final Path file;
    private volatile Properties written = new Properties();
    private final Map<String, String> defaults = new ConcurrentHashMap<>();

    Settings(Environment environment) {
        this.environment = environment;
        this.file = Path.of(environment.getProperty("casehub.settings", "settings.properties"));
        refresh();
    }

    /** Reads the file of settings anew; without one there are none in it. */
    void refresh() {
        var read = new Properties();
        if (Files.isRegularFile(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                read.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new FileBroken(file + " cannot be read: " + e.getMessage());
            }
        }
        written = read;
    }

    /** The settings of one system as they are now: when they change, its connector starts anew. */
    Map<String, Optional<String>> of(String system, ConnectorFile contract) {
        return contract.settings().keySet().stream().map(name -> system + "." + name)
                .collect(Collectors.toMap(Function.identity(), this::atHand));
    }

    private Optional<String> atHand(String name) {
        try {
            return find(name);
        } catch (UncheckedIOException e) {
            return Optional.empty(); // the file of a secret is being replaced
        }
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
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(written.getProperty(name)).filter(value -> !value.isBlank()));
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
                .filter(setting -> setting.getValue().required() && !isSpared(system, setting.getValue().unless()))
                .map(setting -> system + "." + setting.getKey())
                .filter(name -> find(name).filter(value -> !value.isBlank()).isEmpty())
                .sorted()
                .toList();
    }

    private boolean isSpared(String system, @Nullable String unless) {
        if (unless == null) {
            return false;
        }
        int equals = unless.indexOf('=');
        return find(system + "." + unless.substring(0, equals)).equals(Optional.of(unless.substring(equals + 1)));
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
