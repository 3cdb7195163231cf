package io.casehub.cli;

import io.casehub.rebuild.Parcel;
import io.casehub.rebuild.Parcels;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** One record or command that failed, taken to somebody's desk and handled there again. */
@Command(name = "parked", description = "What failed: packed as one file, and handled again offline.", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class ParkedCommand {

    private final List<String> settings;

    @Mixin
    private final Console console = new Console();

    ParkedCommand(List<String> settings) {
        this.settings = settings;
    }

    @Command(name = "export", description = {"Prints a parked record or a command with all that its handling takes.",
            "It holds what people wrote."})
    int export(@Parameters(paramLabel = "ID", description = "Of a parked record or a delivery.") UUID id) {
        HubSettings.mappings(settings);
        try (var database = DatabaseOnly.start(settings)) {
            var parcel = database.getBean(Parcels.class).of(id).orElseThrow(() -> new IllegalArgumentException(
                    "There is no parked record and no command " + id + "."));
            console.out().println(parcel.json().toPrettyString());
            return 0;
        }
    }

    @Command(name = "run", description = {"Handles what was exported with the mapping files in it; needs no hub.",
            "Exit code 1 where something else comes of it than came then."})
    int run(@Parameters(paramLabel = "FILE", description = "As export printed it.") Path file) {
        var parcel = Parcel.open(file);
        var result = parcel.run();
        (result.isMade() ? console.out() : console.err()).println(result.made());
        if (result.isMade() && result.isAsThen()) {
            console.err().println("It is mapped; what it failed at came after: " + parcel.json().path("stage").asText()
                    + ": " + parcel.json().path("reason").asText());
        }
        if (!result.isAsThen()) {
            console.err().println("Then it was: " + parcel.json().path("reason").asText());
        }
        return result.isAsThen() ? 0 : 1;
    }
}
