package io.casehub.connector.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file of a connector as text, for the rules that look at every line of it.
 *
 * @param all its lines, from the first
 */
record Lines(Path file, List<String> all) {

    private static final Pattern LEFT_OPEN = Pattern.compile("[Ff]ill in:? *([^>]*)");

    static Lines of(Path file) {
        try {
            return new Lines(file, Files.readAllLines(file));
        } catch (MalformedInputException e) {
            return new Lines(file, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be read", e);
        }
    }

    /** The files of a folder with one of these endings, in the order of their names. */
    static List<Path> files(Path folder, String... endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be read", e);
        }
    }

    /** Whether the file begins by saying what it is. */
    boolean beginsWith(String comment) {
        return !all.isEmpty() && all.getFirst().startsWith(comment);
    }

    /** What a skeleton left for a person to decide. */
    List<Finding> leftOpen() {
        return every(LEFT_OPEN).map(found -> new Finding(file, found.line(),
                Finding.OPEN + found.match().group(1).strip())).toList();
    }

    /** Where a pattern is found outside of comments. */
    Stream<Found> found(Pattern pattern) {
        return every(pattern).filter(found -> !all.get(found.line() - 1).stripLeading().startsWith("#"));
    }

    private Stream<Found> every(Pattern pattern) {
        return IntStream.range(0, all.size()).boxed()
                .flatMap(i -> pattern.matcher(all.get(i)).results().map(match -> new Found(i + 1, match)));
    }

    record Found(int line, MatchResult match) {}
}
