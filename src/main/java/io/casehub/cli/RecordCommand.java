package io.casehub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.Previews;
import io.casehub.connector.Workbench;
import io.casehub.connector.preview.Preview;
import io.casehub.connector.preview.Preview.Made;
import io.casehub.connector.record.Scrubber;
import io.casehub.mapping.MappingTests;
import io.casehub.mapping.RecordedCases;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes live records and writes them, scrubbed, into the tests of their mappings. */
@Command(name = "record", mixinStandardHelpOptions = true, description = {
        "Reads one page of a source and appends its records, scrubbed, to the tests of their mappings.",
        "What is expected is what the mapping answers now: look over both. Needs no database."})
final class RecordCommand implements Callable<Integer> {

    private static final String REMARK = "recorded and scrubbed, to be looked over";

    private final List<String> settings;

    @Parameters(index = "0", paramLabel = "CONNECTOR", description = "Its folder under routes/.")
    private String connector = "";

    @Parameters(index = "1", paramLabel = "ROUTE", description = "Such as acme-customers.")
    private String route = "";

    @Option(names = "--count", paramLabel = "N", defaultValue = "3", description = "How many records; ${DEFAULT-VALUE} unless given.")
    private int count;

    @Mixin
    private final Console console = new Console();

    RecordCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        HubSettings.routes(settings);
        var mappings = HubSettings.mappings(settings);
        if (count < 1) {
            throw new IllegalArgumentException("--count is at least 1.");
        }
        var preview = preview();
        if (preview.problem() != null) {
            throw new IllegalStateException("the source could not be read: " + preview.problem());
        }
        preview.records().stream().flatMap(record -> record.made().stream()).map(Made::mapping).distinct()
                .forEach(name -> {
                    int written = new RecordedCases(mappings, name).append(scrubbed(preview), REMARK);
                    say(mappings.resolve(name + ".test.yaml") + ": " + written + (written == 1 ? " case" : " cases")
                            + " appended" + (written == 0 ? ": it has them all" : ""));
                });
        var failed = new MappingTests(mappings).run(connector).stream().filter(result -> !result.isPassed()).toList();
        failed.forEach(result -> say(result.file() + ":" + result.line() + ": " + result.name() + ": "
                + String.join("; ", result.faults())));
        say("Look the cases named \"" + REMARK + "\" over before they go anywhere: is nobody left in them, and is "
                + "what is expected what you want? Then name them after what they show.");
        return failed.isEmpty() ? 0 : 1;
    }

    private Preview preview() {
        try (var bench = Workbench.start(HubSettings.quietly(settings))) {
            return bench.getBean(Previews.class).preview(connector, route, count, null);
        }
    }

    private static List<JsonNode> scrubbed(Preview preview) {
        return preview.records().stream().filter(record -> record.fault() == null)
                .map(record -> Scrubber.scrub(record.source())).toList();
    }

    private void say(String line) {
        console.out().println(line);
    }
}
