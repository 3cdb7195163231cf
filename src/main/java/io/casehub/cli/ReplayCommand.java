package io.casehub.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.rebuild.Rebuild;
import io.casehub.rebuild.RebuildReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything once more, in an empty database, and whether it is the same. */
@Command(name = "replay", mixinStandardHelpOptions = true, description = {
        "Rebuilds everything in an empty database from what systems sent and what was decided,",
        "and holds it against the hub's own; the hub may run meanwhile. Prints a report as JSON.",
        "Exit code 1 where something came out otherwise."})
final class ReplayCommand implements Callable<Integer> {

    private final List<String> settings;

    @Option(names = "--into", required = true, paramLabel = "JDBC-URL", description = "The empty database, such as jdbc:postgresql://localhost/again. "
            + "Who enters it is who enters the hub's own, unless the address says so (?user=…&password=…).")
    private String into = "";

    @Mixin
    private final Console console = new Console();

    ReplayCommand(List<String> settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() {
        try (var own = DatabaseOnly.start(settings); var rooms = RoomsAlone.on(into, settings)) {
            var report = rooms.getBean(Rebuild.class).of(own.getBean(DataSource.class));
            console.out().println(json(report).toPrettyString());
            return report.isEqual() ? 0 : 1;
        }
    }

    private static ObjectNode json(RebuildReport report) {
        var json = JsonNodeFactory.instance.objectNode().put("equal", report.isEqual())
                .put("seconds", report.time().toMillis() / 1000.0);
        json.set("compared", counts(report.compared()));
        json.set("differing", counts(report.differing()));
        var differences = json.putArray("differences");
        report.first().forEach(one -> differences.addObject().put("what", one.what()).put("id", one.id())
                .put("original", one.original()).put("rebuilt", one.rebuilt()));
        json.set("takenOver", counts(report.taken()));
        return json;
    }

    private static ObjectNode counts(Map<String, Long> counts) {
        var json = JsonNodeFactory.instance.objectNode();
        new TreeMap<>(counts).forEach(json::put);
        return json;
    }
}
