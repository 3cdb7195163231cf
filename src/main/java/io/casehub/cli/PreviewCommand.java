package io.casehub.cli;

import io.casehub.connector.Previews;
import io.casehub.connector.Workbench;
import io.casehub.connector.preview.Preview;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a source says and what the mappings make of it. Needs no database. */
@Command(name = "preview", mixinStandardHelpOptions = true, description = {
        "Reads one page of a source and shows each record beside what the mappings make of it.",
        "Stores nothing, moves no cursor. Settings come from the environment (ACME_URL) or follow as --acme.url=…",
        "Exit code 1 where the source cannot be read or a record has faults."})
final class PreviewCommand implements Callable<Integer> {

    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "CONNECTOR", description = "Its folder under routes/.")
    private String connector = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "ROUTE", description = "All that can be read unless given.")
    private @Nullable String route;

    @Option(names = "--count", paramLabel = "N", defaultValue = "3", description = "How many records; ${DEFAULT-VALUE} unless given.")
    private int count;

    @Option(names = "--behind", paramLabel = "CURSOR", description = "Behind which cursor; from the beginning unless given.")
    private @Nullable String cursor;

    @Option(names = "--json", description = "For programs: one JSON object a route.")
    private boolean json;

    @Mixin
    private final Console console = new Console();

    PreviewCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        HubSettings.routes(settings);
        HubSettings.mappings(settings);
        if (count < 1) {
            throw new IllegalArgumentException("--count is at least 1.");
        }
        boolean isFlawless = true;
        try (var bench = Workbench.start(HubSettings.quietly(settings))) {
            var previews = bench.getBean(Previews.class);
            for (var each : route == null ? previews.routes(connector) : List.of(route)) {
                var preview = previews.preview(connector, each, count, cursor);
                show(preview);
                isFlawless &= preview.isFlawless();
            }
        }
        return isFlawless ? 0 : 1;
    }

    private void show(Preview preview) {
        if (json) {
            console.out().println(preview.json());
        } else {
            new SideBySide(width()).lines(preview).forEach(console.out()::println);
        }
    }

    private static int width() {
        var columns = System.getenv().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : SideBySide.USUAL_WIDTH;
    }
}
