package io.casehub.cli;

import io.casehub.audit.Inspected;
import io.casehub.audit.Inspection;
import io.casehub.audit.Tampering;
import io.casehub.audit.Witness;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The audit trail, held against itself. Needs the database and nothing else of the hub. */
@Command(name = "audit", description = "The audit trail: is it as it was written?", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    private static final int SHOWN = 100;

    private final List<String> settings;
    private long faults;

    @Mixin
    private final Console console = new Console();

    AuditCommand(List<String> settings) {
        this.settings = settings;
    }

    @Command(name = "verify", description = {
            "Checks every entry, every chain and every seal; the hub may run meanwhile.",
            "Exit code 1 where something is not as it was written."})
    int verify(
            @Option(names = "--seal", paramLabel = "N:HASH", description = "A seal that was noted outside of the database: it must still be there.") @Nullable String noted) {
        var witness = noted == null ? null : Witness.of(noted);
        try (var database = DatabaseOnly.start(settings)) {
            faults = 0;
            sumUp(database.getBean(Inspection.class).inspect(witness, this::tell));
            return faults == 0 ? 0 : 1;
        }
    }

    private void tell(Tampering found) {
        faults++;
        if (faults <= SHOWN) {
            console.out().println(found.subject() + ": " + found.evidence());
        }
    }

    private void sumUp(Inspected all) {
        if (faults > SHOWN) {
            console.out().println("… and " + (faults - SHOWN) + " more");
        }
        console.out().printf("%d entries in %d chains, %d seals: %s%n", all.entries(), all.chains(), all.seals(),
                faults == 0 ? "as they were written" : faults + " times not as written");
        if (all.unsealed() > 0) {
            console.out().println(all.unsealed() + " chains have entries that wait for the next seal.");
        }
        if (all.unkeyed() > 0) {
            console.out().println(all.unkeyed() + " seals were made without casehub.audit.seal-key: "
                    + "who can write to the database could make them anew.");
        }
        if (all.newest() != null) {
            console.out().println("Newest seal: " + all.newest()
                    + "\nNote it where the database's owners cannot write; a later verify --seal holds the trail to it.");
        }
    }
}
