package io.casehub.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One figure as it came out: lines, of which some have something to reach. */
final class Measured {

    private final String figure;
    private final List<Line> lines = new ArrayList<>();

    Measured(String figure) {
        this.figure = figure;
    }

    /** For whoever wants to understand the others. */
    Measured line(String name, String unit, Spread value) {
        lines.add(new Line(name, unit, value, null, true));
        return this;
    }

    Measured atLeast(String name, String unit, Spread value, double goal) {
        lines.add(new Line(name, unit, value, "≥ " + number(goal), value.median() >= goal));
        return this;
    }

    Measured atMost(String name, String unit, Spread value, double goal) {
        lines.add(new Line(name, unit, value, "≤ " + number(goal), value.median() <= goal));
        return this;
    }

    ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("figure", figure);
        var array = json.putArray("lines");
        lines.forEach(line -> {
            var entry = array.addObject().put("name", line.name()).put("unit", line.unit())
                    .put("median", line.value().median()).put("min", line.value().least())
                    .put("max", line.value().most());
            if (line.goal() != null) {
                entry.put("goal", line.goal()).put("reached", line.isReached());
            }
        });
        return json;
    }

    /** The same as a table that is read as Markdown and as it stands, from what {@link #json} wrote. */
    static String table(JsonNode json) {
        var table = new StringBuilder("| ").append(json.path("figure").asText())
                .append(" | median | min | max | to reach | |\n|---|---|---|---|---|---|\n");
        json.path("lines").forEach(line -> table.append("| %s | %s %s | %s | %s | %s | %s |%n".formatted(
                line.path("name").asText(), number(line.path("median").asDouble()), line.path("unit").asText(),
                number(line.path("min").asDouble()), number(line.path("max").asDouble()),
                line.path("goal").asText(""),
                line.has("goal") ? line.path("reached").asBoolean() ? "reached" : "**falls short**" : "")));
        return table.toString();
    }

    /** Three digits that say something. */
    static String number(double value) {
        double size = Math.abs(value);
        var pattern = size >= 100 || size == Math.rint(size)
                ? "%,.0f"
                : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, pattern, value);
    }

    private record Line(String name, String unit, Spread value, @Nullable String goal, boolean isReached) {}
}
