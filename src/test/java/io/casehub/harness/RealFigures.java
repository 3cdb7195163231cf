package io.casehub.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was measured beside real products, as a section of {@code docs/figures.md}. */
final class RealFigures {

    private static final String TITLE = "## Beside four real products";

    private final Map<String, String> whole = new LinkedHashMap<>();
    private final Map<String, String> loads = new TreeMap<>();
    private final Map<String, List<Duration>> seen = new TreeMap<>();
    private final Map<String, List<Duration>> afterStop = new TreeMap<>();
    private final Map<String, List<Duration>> told = new TreeMap<>();
    private final Map<String, List<Duration>> toldAfterStop = new TreeMap<>();

    RealFigures(long seed, int minutes) throws IOException {
        whole.put("machine", Machine.description());
        whole.put("date, commit", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.commit());
        whole.put("run", "`./mvnw verify -Pharness -Dit.test=RealSystemsIT -Dharness.minutes=%d -Dharness.seed=%d`"
                .formatted(minutes, seed));
        whole.put("load of the machine before (1, 5, 15 minutes)", load());
    }

    void said(String name, Object value) {
        whole.put(name, String.valueOf(value));
    }

    void loaded(String system, int records, Duration sinceStart) {
        loads.put(system, Figures.row(system, String.valueOf(records), Figures.seconds(sinceStart), lines(system)));
    }

    void seen(String system, Duration time) {
        add(seen, system, time);
    }

    void seenAfterStop(String system, Duration time) {
        add(afterStop, system, time);
    }

    void told(String system, Duration time) {
        add(told, system, time);
    }

    void toldAfterStop(String system, Duration time) {
        add(toldAfterStop, system, time);
    }

    private static void add(Map<String, List<Duration>> times, String system, Duration time) {
        times.computeIfAbsent(system, first -> new ArrayList<>()).add(time);
    }

    /** Puts the section in the place of the one before, or at the end of the page. */
    void write(Path file) throws IOException {
        said("load of the machine after (1, 5, 15 minutes)", load());
        Figures.section(file, TITLE, section());
    }

    private String section() {
        var lines = new ArrayList<String>();
        lines.add(
                TITLE + """


                        Measured by `RealSystemsIT`, which writes this section. The hub is a process of its own that starts with an empty database;
                        Kill Bill 0.22, Tryton 6.0, Request Tracker 5.0 and Dovecot with Exim share the machine with it, and so does whatever else
                        runs there. What is true is asked of the products, over their own protocols.

                        | | |
                        |---|---|""");
        whole.forEach((name, value) -> lines.add(Figures.row(name, value)));
        lines.add(
                "\n| first load | records | start of the process to all there | lines of routes, mappings, their tests |");
        lines.add("|---|---|---|---|");
        lines.addAll(loads.values());
        table(lines, "change in a product → seen in the API", seen);
        table(lines, "product started again → a change made then is seen", afterStop);
        table(lines, "`PATCH` of a status → found in the product", told);
        table(lines, "product started again → found there, `PATCH` while it was stopped", toldAfterStop);
        return String.join("\n", lines) + "\n";
    }

    private static void table(List<String> lines, String title, Map<String, List<Duration>> times) {
        lines.add("\n| " + title + " | p50 s | p95 s | times |\n|---|---|---|---|");
        times.forEach((system, all) -> lines.add(Figures.percentiles(system, all)));
    }

    private static String lines(String system) {
        return lines(Path.of("routes", system), ".yaml") + ", " + lines(Path.of("mappings", system), ".jslt") + ", "
                + lines(Path.of("mappings", system), ".test.yaml");
    }

    private static long lines(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            long lines = 0;
            for (var file : files.filter(one -> one.toString().endsWith(ending)).toList()) {
                lines += Files.readAllLines(file).size();
            }
            return lines;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String load() throws IOException {
        return String.join(" ", List.of(Files.readString(Path.of("/proc/loadavg")).split(" ")).subList(0, 3));
    }
}
