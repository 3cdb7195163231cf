package io.casehub.mapping;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one test of a mapping.
 *
 * @param file the test's file
 * @param line where the case begins, from 1
 * @param name what the case says of itself
 * @param faults what is not as it should be, a sentence each ({@code name: expected "Ada", was
 * missing}); empty where it passed
 */
public record TestResult(Path file, int line, String name, List<String> faults) {

    public TestResult {
        faults = List.copyOf(faults);
    }

    public boolean isPassed() {
        return faults.isEmpty();
    }
}
