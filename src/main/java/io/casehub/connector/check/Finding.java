package io.casehub.connector.check;

import io.casehub.mapping.FileBroken;
import io.casehub.mapping.Spot;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Something in a connector's files that must become another.
 *
 * @param line from 1
 * @param sentence what is wrong and what to do
 */
public record Finding(Path file, int line, String sentence) implements Comparable<Finding> {

    static final String OPEN = "fill in: ";

    private static final Pattern PLACED = Pattern.compile("(?s)(.+?):(\\d+): (.*)");
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparing(Finding::line).thenComparing(Finding::sentence);

    /**
     * What a file's reader complains of.
     *
     * @param file the one it read, where it does not say
     */
    public static Finding of(FileBroken broken, Path file) {
        var placed = PLACED.matcher(String.valueOf(broken.getMessage()));
        return placed.matches()
                ? new Finding(Path.of(placed.group(1)), Integer.parseInt(placed.group(2)), placed.group(3))
                : new Finding(file, 1, String.valueOf(broken.getMessage()));
    }

    static Finding at(Spot spot, String sentence) {
        return new Finding(spot.file(), spot.line(), sentence);
    }

    /** Whether a skeleton left this to a person: nothing is wrong, but something is to be decided. */
    public boolean isLeftOpen() {
        return sentence.startsWith(OPEN);
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return file + ":" + line + ": " + sentence;
    }
}
