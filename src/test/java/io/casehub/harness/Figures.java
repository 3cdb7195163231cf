package io.casehub.harness;

import io.casehub.landscape.Landscape;
import io.casehub.landscape.LandscapeSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a page. */
final class Figures {

    private final Map<String, String> whole = new LinkedHashMap<>();
    private final Map<String, List<String>> loads = new LinkedHashMap<>();
    private final Map<String, List<Duration>> seen = new LinkedHashMap<>();
    private final Map<String, List<Duration>> told = new LinkedHashMap<>();
    private long records;

    Figures() throws IOException {
        whole.put("load of the machine before (last minute)",
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    void ready(Duration time) {
        whole.put("start of the process to ready", seconds(time));
    }

    void load(String system, long received, Duration time) {
        records += received;
        loads.put(system, List.of(grouped(received), seconds(time), rate(received, time)));
    }

    void loaded(Duration sinceStart) {
        whole.put("start of the process to everything in, %s records".formatted(grouped(records)),
                seconds(sinceStart) + ", " + rate(records, sinceStart) + " records/s");
    }

    /** Resident memory as Linux tells it. */
    void memory(long pid) throws IOException {
        var status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        whole.put("resident memory of the hub, everything loaded (at most until then)",
                megabytes(status, "VmRSS") + " MB (" + megabytes(status, "VmHWM") + " MB)");
    }

    void identity(Quality quality) {
        whole.put("identity: customers that hold records of two people", String.valueOf(quality.mixed().size()));
        whole.put("identity: pairs of records of one person that were found (recall)",
                "%.3f (%s of %s)".formatted(quality.recall(), grouped(quality.found()), grouped(quality.all())));
    }

    void seen(String system, List<Duration> times) {
        seen.put(system, times);
    }

    void told(String system, List<Duration> times) {
        told.put(system, times);
    }

    void write(Path file, LandscapeSettings settings, Landscape landscape) throws IOException {
        var page = new ArrayList<String>();
        page.add(
                """
                        # Figures

                        Measured by `./mvnw verify -Pharness -Dit.test=FiguresIT`, which writes this page. The hub is a process of its own with its
                        settings as they come (five readers that look every 2 s, mail by IDLE); the landscape shares the machine with it. Times are of
                        the systems' journals, visibility is that in `GET /api/v1/customers/{id}` asked every 10 ms. Changes come at random moments.

                        | | |
                        |---|---|""");
        page.add(row("machine", Machine.description()));
        page.add(row("date, commit", Instant.now().truncatedTo(ChronoUnit.MINUTES) + ", " + Machine.commit()));
        page.add(row("landscape", "%s customers, seed %d, crm limited to %d requests/s".formatted(
                grouped(landscape.company().customers().size()), settings.seed(), settings.crmRequestsPerSecond())));
        whole.forEach((name, value) -> page.add(row(name, value)));
        page.add("\n| first load | records | seconds | records/s |\n|---|---|---|---|");
        loads.forEach((system, cells) -> page.add(row(system, cells.toArray(String[]::new))));
        page.add("\n| change in a system → seen in the view | p50 s | p95 s | changes |\n|---|---|---|---|");
        seen.forEach((system, times) -> page.add(percentiles(system, times)));
        page.add("\n| `PATCH` of a status → effect in the system | p50 s | p95 s | changes |\n|---|---|---|---|");
        told.forEach((system, times) -> page.add(percentiles(system, times)));
        Files.writeString(file, String.join("\n", page) + "\n" + sectionsOfOthers(file));
    }

    /** What other measurements have written below, each a section of its own. */
    private static String sectionsOfOthers(Path file) throws IOException {
        var before = Files.exists(file) ? Files.readString(file) : "";
        int first = before.indexOf("\n## ");
        return first < 0 ? "" : before.substring(first);
    }

    /** Puts a section in the place of the one with this title, or at the end of the page. */
    static void section(Path file, String title, String section) throws IOException {
        var page = Files.exists(file) ? Files.readString(file) : "";
        int begin = page.indexOf("\n" + title + "\n");
        int next = begin < 0 ? -1 : page.indexOf("\n## ", begin + 1);
        var before = begin < 0 ? page : page.substring(0, begin);
        Files.writeString(file, before + "\n" + section + (next < 0 ? "" : page.substring(next)));
    }

    static String percentiles(String system, List<Duration> times) {
        var sorted = times.stream().sorted().toList();
        return row(system, precise(at(sorted, 0.5)), precise(at(sorted, 0.95)), String.valueOf(sorted.size()));
    }

    private static Duration at(List<Duration> sorted, double part) {
        return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
    }

    static String row(String name, String... cells) {
        return "| " + name + " | " + String.join(" | ", cells) + " |";
    }

    static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }

    private static String precise(Duration time) {
        return "%.3f".formatted(time.toMillis() / 1000.0);
    }

    private static String rate(long records, Duration time) {
        return grouped(Math.round(records * 1000.0 / Math.max(1, time.toMillis())));
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static long megabytes(List<String> status, String name) {
        return status.stream().filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) / 1024).sum();
    }
}
