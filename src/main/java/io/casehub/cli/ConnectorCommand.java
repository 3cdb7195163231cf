package io.casehub.cli;

import io.casehub.mapping.MappingTests;
import io.casehub.mapping.TestResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** What an engineer does with a connector's files. */
@Command(name = "connector", description = "Connectors: their files and tests.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class ConnectorCommand {

    private final List<String> settings;

    @Mixin
    private final Console console = new Console();

    ConnectorCommand(List<String> settings) {
        this.settings = settings;
    }

    @Command(name = "test", description = {"Runs the tests beside the mappings (*.test.yaml).",
            "Needs neither database nor network. Exit code 1 where one fails."})
    int test(
            @Parameters(arity = "0..1", paramLabel = "SYSTEM", description = "Only its mappings; all unless given.") @Nullable String system) {
        var tests = new MappingTests(HubSettings.mappings(settings));
        var results = system == null ? tests.run() : tests.run(system);
        var failed = results.stream().filter(result -> !result.isPassed()).toList();
        failed.forEach(this::print);
        var line = (failed.isEmpty() ? "" : failed.size() + " failed, ") + (results.size() - failed.size())
                + " passed, in " + results.stream().map(TestResult::file).distinct().count() + " files";
        if (results.isEmpty()) {
            line = "there is no test here: write one beside each mapping";
        }
        out(line);
        return failed.isEmpty() && !results.isEmpty() ? 0 : 1;
    }

    private void print(TestResult result) {
        out(result.file() + ":" + result.line() + ": " + result.name());
        result.faults().forEach(fault -> out("    " + fault));
    }

    private void out(String line) {
        console.out().println(line);
    }
}
