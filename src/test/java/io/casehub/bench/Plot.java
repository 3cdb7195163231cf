package io.casehub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Lines over a store's size, both axes logarithmic, as SVG; what does not depend on it is a level
 * line.
 */
final class Plot {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 70;
    private static final int RIGHT = 230;
    private static final int TOP = 40;
    private static final int BOTTOM = 50;
    private static final List<String> COLOURS = List.of("#1f5fa8", "#b3541e", "#2f7d4f", "#7a7a7a", "#9c4f96",
            "#a08a00");

    private final String title;
    private final String below;
    private final Map<String, List<double[]>> lines = new LinkedHashMap<>();
    private final Map<String, Double> levels = new LinkedHashMap<>();

    Plot(String title, String below) {
        this.title = title;
        this.below = below;
    }

    void point(String line, double x, double y) {
        lines.computeIfAbsent(line, any -> new ArrayList<>()).add(new double[]{x, y});
    }

    void level(String name, double y) {
        levels.put(name, y);
    }

    String svg() {
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                <text x="%d" y="22" font-size="14">%s</text>
                <text x="%d" y="%d" text-anchor="middle">%s</text>
                """.formatted(WIDTH, HEIGHT, LEFT, title, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, below));
        grid(svg);
        int colour = 0;
        for (var line : lines.entrySet()) {
            draw(svg, line.getKey(), line.getValue(), COLOURS.get(colour++ % COLOURS.size()), "");
        }
        for (var level : levels.entrySet()) {
            draw(svg, level.getKey(),
                    List.of(new double[]{least(), level.getValue()}, new double[]{most(), level.getValue()}),
                    COLOURS.get(colour++ % COLOURS.size()), " stroke-dasharray=\"5 4\"");
        }
        return svg.append("</svg>\n").toString();
    }

    private void grid(StringBuilder svg) {
        for (double y = bottom(); y <= top() * 1.001; y *= 10) {
            svg.append(text("""
                    <line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="#dddddd"/>
                    <text x="%.1f" y="%.1f" text-anchor="end">%s</text>
                    """, (double) LEFT, y(y), (double) WIDTH - RIGHT, y(y), LEFT - 6.0, y(y) + 4, Measured.number(y)));
        }
        lines.values().stream().flatMap(List::stream).map(point -> point[0]).distinct().forEach(x -> svg.append(text("""
                <text x="%.1f" y="%.1f" text-anchor="middle">%s</text>
                """, x(x), HEIGHT - BOTTOM + 18.0, Measured.number(x))));
    }

    private void draw(StringBuilder svg, String name, List<double[]> points, String colour, String dashes) {
        var path = points.stream().map(point -> text("%.1f,%.1f", x(point[0]), y(point[1])))
                .collect(Collectors.joining(" "));
        svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\"%s points=\"%s\"/>%n".formatted(colour,
                dashes, path));
        var last = points.getLast();
        svg.append(
                text("<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s: %s</text>%n", x(last[0]) + 8, y(last[1]) + 4, colour,
                        name, Measured.number(last[1])));
    }

    private double x(double value) {
        double span = Math.log(most()) - Math.log(least());
        return LEFT + (span == 0 ? 0.5 : (Math.log(value) - Math.log(least())) / span) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        double part = (Math.log(value) - Math.log(bottom())) / (Math.log(top()) - Math.log(bottom()));
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    private double least() {
        return lines.values().stream().flatMap(List::stream).mapToDouble(point -> point[0]).min().orElse(1);
    }

    private double most() {
        return lines.values().stream().flatMap(List::stream).mapToDouble(point -> point[0]).max().orElse(1);
    }

    private double bottom() {
        return Math.pow(10, Math.floor(Math.log10(values().min().orElse(1))));
    }

    private double top() {
        return Math.pow(10, Math.ceil(Math.log10(values().max().orElse(10)) + 1e-9));
    }

    private DoubleStream values() {
        return DoubleStream.concat(lines.values().stream().flatMap(List::stream).mapToDouble(point -> point[1]),
                levels.values().stream().mapToDouble(level -> level));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
