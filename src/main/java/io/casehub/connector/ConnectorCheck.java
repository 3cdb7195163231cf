package io.casehub.connector;

import io.casehub.connector.check.Finding;
import io.casehub.connector.check.FolderCheck;
import io.casehub.connector.http.HttpAccess;
import io.casehub.connector.plan.Plans;
import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Mappings;
import io.casehub.mapping.Spot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** The door to what is wrong with connectors' files, all of it at once, and what to do about it. */
@Component
public class ConnectorCheck {

    private final Path routes;
    private final Path mappings;
    private final ApplicationContext beans;
    private final Plans plans;

    ConnectorCheck(@Value("${casehub.routes:routes}") Path routes, @Value("${casehub.mappings:mappings}") Path mappings,
            ApplicationContext beans, Plans plans) {
        this.routes = routes;
        this.mappings = mappings;
        this.beans = beans;
        this.plans = plans;
    }

    /** All connectors by name. */
    public List<String> connectors() {
        return Catalog.systems(routes).stream().map(folder -> folder.getFileName().toString()).toList();
    }

    /**
     * What is wrong with one, by file and line; nothing where it can be switched on.
     *
     * @throws ConnectorNotFound where there is no such folder
     */
    public List<Finding> findings(String connector) {
        var folder = routes.resolve(connector);
        if (!connectors().contains(connector)) {
            throw new ConnectorNotFound(connector);
        }
        var settings = new Settings(beans.getEnvironment());
        var contract = folder.resolve("connector.yaml");
        var faults = ConnectorFile.faults(folder);
        if (faults.isEmpty()) {
            settings.learn(connector, ConnectorFile.read(folder));
        }
        try (var bench = new Bench(beans, settings, routes.resolve("_templates"))) {
            var rules = new FolderCheck(routes, mappings, plans, text -> known(bench, text));
            return Stream.of(faults.stream().map(fault -> Finding.of(fault, contract)),
                    http(connector, contract, bench).stream().map(fault -> Finding.of(fault, contract)),
                    rules.findings(connector).stream()).flatMap(found -> found).distinct().sorted().toList();
        }
    }

    /** The variables of the environment that a connector cannot do without and that nobody has set. */
    public List<String> settings(String connector) {
        var settings = new Settings(beans.getEnvironment());
        var file = ConnectorFile.read(routes.resolve(connector));
        settings.learn(connector, file);
        return settings.missing(connector, file).stream().map(Settings::variable).toList();
    }

    /** Mappings to which there is no connector. */
    public List<Finding> orphans() {
        return new FolderCheck(routes, mappings, plans, text -> text).orphans();
    }

    /**
     * How it would stand in the hub, as far as files and settings tell.
     *
     * @param reason the first finding, or the settings to be made; {@code null} where it is on
     */
    public record Standing(String connector, String title, String state, @Nullable String reason) {}

    /** All connectors: on, off while a setting is missing, or broken. */
    public List<Standing> standings() {
        return connectors().stream().map(this::standing).toList();
    }

    private Standing standing(String connector) {
        var findings = findings(connector);
        if (!findings.isEmpty()) {
            return new Standing(connector, "", "broken", findings.getFirst()
                    + (findings.size() == 1 ? "" : " (and " + (findings.size() - 1) + " more)"));
        }
        var settings = new Settings(beans.getEnvironment());
        var file = ConnectorFile.read(routes.resolve(connector));
        settings.learn(connector, file);
        var missing = settings.missing(connector, file);
        return new Standing(connector, file.title(), missing.isEmpty() ? "on" : "off",
                missing.isEmpty() ? null : "set " + String.join(", ", missing));
    }

    private List<FileBroken> http(String connector, Path contract, Bench bench) {
        var faults = new ArrayList<FileBroken>();
        if (Files.isRegularFile(contract)) {
            try {
                HttpAccess.of(connector, Spot.read(contract).find("http").orElse(null), text -> known(bench, text),
                        new Mappings(mappings));
            } catch (FileBroken e) {
                faults.add(e);
            }
        }
        faults.removeIf(fault -> String.valueOf(fault.getMessage()).contains("{{"));
        return faults;
    }

    /** With the settings that somebody has made; the places of others stay. */
    private static String known(Bench bench, String text) {
        return Optional.of(text).filter(value -> value.contains("{{")).map(value -> {
            try {
                return bench.resolved(value);
            } catch (IllegalArgumentException e) {
                return value;
            }
        }).orElse(text);
    }
}
