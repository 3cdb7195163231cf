package io.casehub.cases.types;

import io.casehub.model.Priority;
import java.time.Duration;
import java.util.Map;

/**
 * Within which working time cases are to be answered first, and resolved; a priority that is not
 * named has no such goal.
 */
public record Agreement(Map<Priority, Duration> firstAnswer, Map<Priority, Duration> resolution) {

    public static final Agreement NONE = new Agreement(Map.of(), Map.of());

    public Agreement {
        firstAnswer = Map.copyOf(firstAnswer);
        resolution = Map.copyOf(resolution);
    }
}
