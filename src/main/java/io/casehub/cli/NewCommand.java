package io.casehub.cli;

import io.casehub.connector.ConnectorCheck;
import io.casehub.connector.Workbench;
import io.casehub.connector.scaffold.Scaffold;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the files of a new connector and says what to do next. */
@Command(name = "new", mixinStandardHelpOptions = true, description = {
        "Writes the files of a new connector: contract, routes, mappings, tests.",
        "What a person has to decide stands in them as \"fill in\", and is printed."})
final class NewCommand implements Callable<Integer> {

    private final List<String> settings;

    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, hyphens.")
    private String name = "";

    @Option(names = "--template", required = true, paramLabel = "TEMPLATE", description = "How it is read: pull-http, pull-jdbc, or another of routes/_templates/.")
    private String template = "";

    @Option(names = "--entity", split = ",", defaultValue = "customer", paramLabel = "ENTITY", description = "What it knows, as docs/canonical.md calls it; several with commas. ${DEFAULT-VALUE} unless given.")
    private List<String> entities = List.of();

    @Option(names = "--push", split = ",", paramLabel = "COMMAND", description = "What it can be told: case-status, case-comment, …; several with commas.")
    private List<String> commands = List.of();

    @Mixin
    private final Console console = new Console();

    NewCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        var files = new Scaffold(HubSettings.routes(settings), HubSettings.mappings(settings))
                .write(new Scaffold.Wish(name, template, entities, commands));
        files.forEach(console.out()::println);
        try (var bench = Workbench.start(HubSettings.quietly(settings))) {
            var check = bench.getBean(ConnectorCheck.class);
            print("", "To be decided (then take the words \"fill in\" away; casehub connector check " + name
                    + " tells what is left):");
            check.findings(name).forEach(console.out()::println);
            print("", "To be told, in the environment or behind a command:");
            check.settings(name).forEach(setting -> print("  export " + setting + "=…"));
        }
        print("", "Then:",
                "  casehub connector preview " + name + "   what it says, beside what the mappings make of it",
                "  casehub connector record " + name + " ROUTE   live records, scrubbed, as tests of the mappings",
                "  casehub connector check " + name);
        return 0;
    }

    private void print(String... lines) {
        List.of(lines).forEach(console.out()::println);
    }
}
