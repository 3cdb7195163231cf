package io.casehub.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The page that tells what was done to the hub, and what came of it. */
final class Reliability {

    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final String SUM = "**So far**, in runs of `FaultsIT` that kept all promises:";
    private static final Pattern DONE = Pattern.compile("\\b([A-Z_]{4,})=(\\d+)");

    private Reliability() {}

    /** Adds a run behind those that are there. */
    static void add(String proof, String command, long seed, Map<String, Integer> looked, List<String> broken)
            throws IOException {
        var result = looked.toString().replaceAll("[{}]", "") + "; " + (broken.isEmpty()
                ? "all promises kept"
                : "**broken:** " + String.join("; ", broken.subList(0, Math.min(3, broken.size()))));
        var row = "| %s | %s | `%s` | %d | %s |".formatted(LocalDate.now(), proof.replaceAll("[{}]", ""), command, seed,
                result.replace("|", "/"));
        var lines = new ArrayList<>(Files.readAllLines(PAGE));
        int end = 0; // of the first table
        while (!isRow(lines.get(end))) {
            end++;
        }
        while (isRow(lines.get(end))) {
            end++;
        }
        lines.add(end, row);
        lines.replaceAll(line -> line.startsWith(SUM) ? sum(lines) : line);
        Files.write(PAGE, lines);
    }

    /** What the runs that kept all promises have come to together. */
    private static String sum(List<String> lines) {
        var done = new TreeMap<String, Integer>();
        lines.stream().filter(line -> isRow(line) && line.contains("faults among load")
                && line.contains("all promises kept"))
                .forEach(line -> DONE.matcher(line).results().forEach(
                        found -> done.merge(found.group(1), Integer.parseInt(found.group(2)), Integer::sum)));
        int kills = done.entrySet().stream().filter(one -> one.getKey().startsWith("KILL"))
                .mapToInt(Map.Entry::getValue).sum();
        return SUM + " " + kills + " kills of the hub under load; "
                + done.entrySet().stream().map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static boolean isRow(String line) {
        return line.startsWith("| 20");
    }
}
