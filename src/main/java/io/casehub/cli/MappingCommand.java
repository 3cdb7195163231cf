package io.casehub.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.ingest.DiffReport;
import io.casehub.ingest.DiffReport.FieldChange;
import io.casehub.ingest.HistoryDiff;
import io.casehub.ingest.MappingName;
import io.casehub.ingest.Remap;
import io.casehub.ingest.Remapping;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * What a changed mapping means for the records that are stored. Needs the mapping files and the
 * database; a re-map is done by a hub that runs.
 */
@Command(name = "mapping", description = "Mappings: what a changed one does to stored records.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class MappingCommand {

    private static final int LONGEST = 60;
    private static final int MOST = 1_000_000;

    private final List<String> settings;

    @Mixin
    private final Console console = new Console();

    MappingCommand(List<String> settings) {
        this.settings = settings;
    }

    @Command(name = "diff", description = {
            "Shows which stored records would become others under the file as it is now.",
            "Changes nothing. Exit code 1 where records could not be mapped any more."})
    int diff(@Parameters(paramLabel = "MAPPING", description = "Such as crm/customer.") String mapping,
            @Option(names = "--last", paramLabel = "N", defaultValue = "1000", description = "How many records, those fetched last first; ${DEFAULT-VALUE} unless given.") int last,
            @Option(names = "--json", description = "As JSON, with whole values.") boolean json) {
        if (last < 1 || last > MOST) {
            throw new IllegalArgumentException("--last is a whole number from 1 to " + MOST + ".");
        }
        try (var database = database()) {
            var report = database.getBean(HistoryDiff.class).of(MappingName.of(mapping), last);
            if (json) {
                console.out().println(report.json().toPrettyString());
            } else {
                print(report);
            }
            return report.failing() == 0 ? 0 : 1;
        }
    }

    @Command(name = "remap", description = {"Asks the running hub to map all stored records of a mapping once more.",
            "Asks no source. See mapping diff first."})
    int remap(@Parameters(paramLabel = "MAPPING", description = "Such as crm/customer.") String mapping,
            @Option(names = "--status", description = "Only shows how far the last one is.") boolean isStatus) {
        try (var database = database()) {
            var name = MappingName.of(mapping);
            var remapping = database.getBean(Remapping.class);
            print(isStatus
                    ? remapping.newest(name).orElseThrow(() -> new IllegalArgumentException(
                            "No re-map of " + name + " was ever asked for: casehub mapping remap " + name + " does."))
                    : remapping.ask(name, "cli:" + System.getProperty("user.name")));
            return 0;
        }
    }

    private ConfigurableApplicationContext database() {
        HubSettings.mappings(settings);
        return DatabaseOnly.start(settings);
    }

    private void print(Remap remap) {
        console.out().printf("%s  %s  %d of %d: changed %d, unchanged %d, vanished %d, parked %d%n", remap.mapping(),
                remap.state(), remap.looked(), remap.records(), remap.changed(), remap.unchanged(), remap.vanished(),
                remap.parked());
        if (remap.problem() != null) {
            console.out().println(remap.problem());
        }
        if (remap.finishedAt() == null) {
            console.out().println("A running hub goes on with it; casehub mapping remap --status " + remap.mapping()
                    + " shows how far.");
        }
    }

    private void print(DiffReport report) {
        console.out().printf("%s: %d of %d stored records looked at, the newest%n", report.mapping(), report.looked(),
                report.stored());
        console.out().printf("unchanged %d, changed %d, would fail %d, would vanish %d%n", report.unchanged(),
                report.changed(), report.failing(), report.vanishing());
        report.fields().forEach(this::print);
        report.faults()
                .forEach(fault -> console.out().printf("%n%s: %s%n    in %d, such as %s%n", fault.fault().where(),
                        fault.fault().what(), fault.records(), String.join(", ", fault.keys())));
    }

    private void print(FieldChange field) {
        console.out().printf("%n%s  in %d%n", field.field(), field.records());
        field.examples()
                .forEach(example -> console.out().printf("    %s: %s → %s%n", example.key(), shown(example.before()),
                        shown(example.after())));
    }

    private static String shown(@Nullable JsonNode value) {
        var text = value == null ? "nothing" : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }
}
