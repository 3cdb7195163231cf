package io.casehub.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page that tells what was done to the hub, and what came of it. */
final class Reliability {

    private static final Path PAGE = Path.of("docs/reliability.md");

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
        Files.write(PAGE, lines);
    }

    private static boolean isRow(String line) {
        return line.startsWith("| 20");
    }
}
