package io.casehub.cli;

import io.casehub.connector.ConnectorCheck;
import io.casehub.connector.Workbench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Shows the connectors as their files and the settings tell. Needs neither database nor network.
 */
@Command(name = "list", mixinStandardHelpOptions = true, description = {
        "Shows the connectors: on, off while a setting is missing, broken by their files.",
        "Needs neither database nor network; how they run is told by GET /api/v1/connectors."})
final class ListCommand implements Callable<Integer> {

    private final List<String> settings;

    @Mixin
    private final Console console = new Console();

    ListCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        HubSettings.routes(settings);
        HubSettings.mappings(settings);
        try (var bench = Workbench.start(HubSettings.quietly(settings))) {
            for (var standing : bench.getBean(ConnectorCheck.class).standings()) {
                console.out().println(String.format("%-16s  %-6s  %s", standing.connector(), standing.state(),
                        standing.reason() == null ? standing.title() : standing.reason()).stripTrailing());
            }
        }
        return 0;
    }
}
