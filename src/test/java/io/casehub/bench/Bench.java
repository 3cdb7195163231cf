package io.casehub.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./casehub bench}: measures figures, one after the other, and says what came out. */
@Command(name = "casehub bench", mixinStandardHelpOptions = true, description = {
        "Measures how fast the hub is, with a database of its own, alone on this machine.",
        "Without a figure all are measured. What is measured already with the same sizes is not measured again",
        "unless --again is given; so what was interrupted goes on."})
final class Bench implements Callable<Integer> {

    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("read", new ReadFigure());
        FIGURES.put("ingest", new IngestFigure());
        FIGURES.put("push-to-sse", new PushFigure());
        FIGURES.put("poll", new PollFigure());
        FIGURES.put("patch-to-system", new PatchFigure());
        FIGURES.put("startup", new StartupFigure());
        FIGURES.put("growth", new GrowthFigure());
        FIGURES.put("lookup", new LookupFigure());
        FIGURES.put("memory", new MemoryFigure());
    }

    @Parameters(arity = "0..*", paramLabel = "FIGURE", description = "read, ingest, push-to-sse, poll, patch-to-system, startup, growth, lookup, memory")
    private List<String> figures = List.of();

    @Option(names = "--customers", defaultValue = "10000", description = "in the store (default: ${DEFAULT-VALUE})")
    private int customers;

    @Option(names = "--sizes", split = ",", defaultValue = "10000,100000,1000000", description = "stores that growth is measured on (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(names = "--records", defaultValue = "5000", description = "in a leg of ingest (default: ${DEFAULT-VALUE})")
    private int records;

    @Option(names = "--rounds", defaultValue = "5", description = "of A B B A (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--requests", defaultValue = "5000", description = "in a leg (default: ${DEFAULT-VALUE})")
    private int requests;

    @Option(names = "--folder", defaultValue = "target/bench", description = "where the database and results are kept (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("target/bench");

    @Option(names = "--heap", defaultValue = "1g", description = "of each hub (default: ${DEFAULT-VALUE})")
    private String heap = "1g";

    @Option(names = "--profile", description = "keep a flight recording of each hub in the folder")
    private boolean isProfiled;

    @Option(names = "--again", description = "measure what is measured already")
    private boolean isAgain;

    @Option(names = "--json", description = "answer JSON instead of tables")
    private boolean isJson;

    @Option(names = "--page", description = "write what is measured so far into this page and draw its plot beside it, such as docs/performance.md")
    private @Nullable Path page;

    public static void main(String[] args) {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        System.exit(new CommandLine(new Bench()).execute(args));
    }

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(folder.resolve("results"));
        var wanted = figures.isEmpty() ? List.copyOf(FIGURES.keySet()) : figures;
        try (var server = Server.start(folder)) {
            var setting = new Setting(server, new Stores(server, folder), folder, customers, sizes, records, rounds,
                    requests, jvm());
            for (var name : wanted) {
                var figure = FIGURES.get(name);
                if (figure == null) {
                    System.err.println("there is no figure '" + name + "': say one of " + FIGURES.keySet());
                    return CommandLine.ExitCode.USAGE;
                }
                tell(measured(name, figure, setting));
            }
        }
        if (page != null) {
            new Page(folder.resolve("results"), page).write(FIGURES.keySet());
        }
        return 0;
    }

    private List<String> jvm() {
        return isProfiled
                ? List.of("-Xmx" + heap, "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                        + folder.toAbsolutePath())
                : List.of("-Xmx" + heap);
    }

    private JsonNode measured(String name, Figure figure, Setting setting) throws IOException {
        var file = folder.resolve("results").resolve(name + ".json");
        var sizesNow = JsonNodeFactory.instance.objectNode().put("customers", customers).put("sizes", sizes.toString())
                .put("records", records).put("rounds", rounds).put("requests", requests);
        if (!isAgain && Files.exists(file)) {
            var known = ExactJson.parse(Files.readString(file));
            if (known.path("asked").equals(sizesNow)) {
                return known;
            }
        }
        var before = load();
        var json = figure.measure(setting).json();
        json.set("asked", sizesNow);
        json.put("at", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString()).put("load", before);
        Files.writeString(file, json.toPrettyString());
        return json;
    }

    /** Of the last minute: with more than a few tenths, somebody else is at work here. */
    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private void tell(JsonNode measured) {
        System.out.println(isJson ? measured.toString() : Measured.table(measured));
    }
}
