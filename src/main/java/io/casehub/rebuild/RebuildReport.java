package io.casehub.rebuild;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a rebuild.
 *
 * @param compared how many of each kind were held against the original
 * @param differing how many of them differ, by kind; nothing of kinds that agree
 * @param first the first differences of each kind
 * @param taken how many rows were taken over of each table
 */
public record RebuildReport(Map<String, Long> compared, Map<String, Long> differing, List<Difference> first,
        Map<String, Long> taken, Duration time) {

    public RebuildReport {
        compared = Map.copyOf(compared);
        differing = Map.copyOf(differing);
        first = List.copyOf(first);
        taken = Map.copyOf(taken);
    }

    public boolean isEqual() {
        return differing.isEmpty();
    }
}
