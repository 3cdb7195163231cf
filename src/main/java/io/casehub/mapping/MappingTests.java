package io.casehub.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the tests that lie beside the mappings ({@code x.test.yaml} beside {@code x.jslt});
 * {@code docs/add-a-connector.md} tells their form. Needs the files and nothing else.
 */
public final class MappingTests {

    private static final String MAPPING = ".jslt";
    private static final String TEST = ".test.yaml";
    private static final Pattern IMPORT = Pattern.compile("^import \"([^\"]+)\"");

    private final Path folder;
    private final Mappings mappings;

    /** @param folder the {@code mappings} folder, with a folder for each system */
    public MappingTests(Path folder) {
        this.folder = folder;
        this.mappings = new Mappings(folder);
    }

    /** Every case of every system, file by file; a mapping that has no test fails. */
    public List<TestResult> run() {
        return run(folder);
    }

    /**
     * The same for one system.
     *
     * @throws IllegalArgumentException where it has no folder
     */
    public List<TestResult> run(String system) {
        var of = folder.resolve(system).normalize();
        if (!of.startsWith(folder.normalize()) || !Files.isDirectory(of)) {
            throw new IllegalArgumentException("There is no folder " + of + ": a connector's mappings lie in a folder "
                    + "of its name.");
        }
        return run(of);
    }

    /** Whether a mapping file is one of functions that others import: it is tested through those. */
    public boolean isLibrary(Path mapping) {
        return libraries().contains(mapping);
    }

    private List<TestResult> run(Path under) {
        var libraries = libraries();
        return Stream.concat(
                files(under, MAPPING).filter(file -> !libraries.contains(file) && !Files.exists(test(file)))
                        .map(file -> new TestResult(file, 1, "has its test",
                                List.of("has no test: write " + test(file) + " beside it"))),
                files(under, TEST).flatMap(file -> run(TestFile.of(file)).stream()))
                .toList();
    }

    private List<TestResult> run(TestFile file) {
        var mapping = file.neighbour();
        var fault = file.fault();
        if (fault == null && !folder.relativize(mapping).toString().replace('\\', '/').equals(file.mapping())) {
            fault = "mapping: must be " + folder.relativize(mapping) + ", which lies beside it";
        }
        if (fault == null) {
            try {
                return run(file, mappings.get(name(mapping)));
            } catch (MappingUnusable e) {
                fault = String.valueOf(e.getMessage());
            }
        }
        return List.of(new TestResult(file.path(), file.faultLine(), "can be run", List.of(fault)));
    }

    private List<TestResult> run(TestFile file, Mapping mapping) {
        var results = new ArrayList<TestResult>();
        for (int i = 0; i < file.cases().size(); i++) {
            JsonNode one = file.cases().get(i);
            results.add(new TestResult(file.path(), file.lines().get(i), one.path("name").asText("case " + (i + 1)),
                    TestCase.faults(mapping, one)));
        }
        return results;
    }

    private String name(Path mapping) {
        return folder.relativize(mapping).toString().replace('\\', '/').replace(MAPPING, "");
    }

    private Set<Path> libraries() {
        return files(folder, MAPPING).flatMap(MappingTests::lines)
                .map(IMPORT::matcher)
                .filter(Matcher::find)
                .map(found -> folder.resolve(found.group(1)))
                .collect(Collectors.toSet());
    }

    private static Path test(Path mapping) {
        return Path.of(mapping.toString().replace(MAPPING, TEST));
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path under, String ending) {
        try (var files = Files.walk(under)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
