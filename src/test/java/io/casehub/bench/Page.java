package io.casehub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.harness.Machine;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;

/**
 * The page of figures. What is measured stands between two marks and is written anew; what people
 * wrote around it stays.
 */
final class Page {

    private static final String BEGIN = "<!-- measured: written by casehub bench --page -->\n";
    private static final String END = "<!-- end of what is measured -->\n";

    private final Path results;
    private final Path page;

    Page(Path results, Path page) {
        this.results = results;
        this.page = page;
    }

    void write(Collection<String> figures) throws IOException {
        var parts = new ArrayList<String>();
        parts.add("| | |\n|---|---|\n| machine | %s |\n| commit | %s |\n".formatted(Machine.description(),
                Machine.commit()));
        for (var figure : figures) {
            var json = result(figure);
            if (json.isPresent()) {
                parts.add(Measured.table(json.get())
                        + "\nMeasured %s, load of the last minute before: %s; asked for %s.\n"
                                .formatted(json.get().path("at").asText(), json.get().path("load").asText(),
                                        json.get().path("asked")));
            }
        }
        var plot = plot();
        if (plot.isPresent()) {
            var file = page.resolveSibling("performance.svg");
            Files.writeString(file, plot.get());
            parts.add("![CPU of an operation in stores of different size](" + file.getFileName() + ")\n");
        }
        var before = Files.exists(page) ? Files.readString(page) : "# Performance\n\n" + BEGIN + END;
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " has not the two marks between which figures are written");
        }
        Files.writeString(page, before.substring(0, begin) + BEGIN + "\n" + String.join("\n", parts) + "\n"
                + before.substring(end));
    }

    private Optional<JsonNode> result(String figure) throws IOException {
        var file = results.resolve(figure + ".json");
        return Files.exists(file) ? Optional.of(ExactJson.parse(Files.readString(file))) : Optional.empty();
    }

    /** The operations as the stores grow, and beside them what each is compared with. */
    private Optional<String> plot() throws IOException {
        var growth = result("growth");
        if (growth.isEmpty()) {
            return Optional.empty();
        }
        var plot = new Plot("CPU of one operation, µs", "customers in the store");
        for (var line : growth.get().path("lines")) {
            var words = line.path("name").asText().split(" at |: CPU");
            if (line.path("unit").asText().equals("µs")) {
                plot.point(words[0], Double.parseDouble(words[1].replace(",", "")), line.path("median").asDouble());
            }
        }
        for (var peer : new String[][]{{"read", "constant: CPU", "a constant answer"},
                {"read", "row: CPU", "a handler that reads one row"},
                {"ingest", "bare upsert: CPU of a record", "a bare upsert"}}) {
            result(peer[0]).ifPresent(json -> json.path("lines").forEach(line -> {
                if (line.path("name").asText().equals(peer[1])) {
                    plot.level(peer[2], line.path("median").asDouble());
                }
            }));
        }
        return Optional.of(plot.svg());
    }
}
