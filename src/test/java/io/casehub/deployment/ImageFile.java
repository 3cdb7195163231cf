package io.casehub.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The {@code Dockerfile}, one instruction a line. */
final class ImageFile {

    private final List<String> lines;

    private ImageFile(List<String> lines) {
        this.lines = lines;
    }

    static ImageFile read() {
        try {
            var text = Files.readString(Path.of("Dockerfile")).replaceAll("(?m)^#.*\n", "").replaceAll("\\\\\n\\s*",
                    "");
            return new ImageFile(text.lines().filter(line -> !line.isBlank()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands behind each instruction of this name, in order. */
    List<String> all(String instruction) {
        return lines.stream().filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).strip()).toList();
    }

    String last(String instruction) {
        return all(instruction).getLast();
    }

    /** Where files come from that the build finds beside the Dockerfile. */
    List<String> copiedFromHere() {
        return all("COPY").stream().filter(copy -> !copy.startsWith("--from=")).flatMap(ImageFile::sources).toList();
    }

    /** The jar's pattern as the build stage leaves it. */
    String jar() {
        return all("COPY").stream().filter(copy -> copy.startsWith("--from=build")).flatMap(ImageFile::sources)
                .findFirst().orElseThrow().replace("/build/", "");
    }

    List<String> entrypoint() {
        return words(last("ENTRYPOINT"));
    }

    List<String> healthcheck() {
        var check = last("HEALTHCHECK");
        return words(check.substring(check.indexOf('[')));
    }

    /** The value of a variable that the image sets. */
    String environment(String name) {
        return all("ENV").stream().filter(line -> line.startsWith(name + "=")).findFirst().orElseThrow()
                .substring(name.length() + 1).replace("\"", "");
    }

    private static Stream<String> sources(String copy) {
        var words = Arrays.stream(copy.split("\\s+")).filter(word -> !word.startsWith("--")).toList();
        return words.subList(0, words.size() - 1).stream();
    }

    private static List<String> words(String exec) {
        try {
            return List.of(new ObjectMapper().readValue(exec, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not the exec form: " + exec, e);
        }
    }
}
