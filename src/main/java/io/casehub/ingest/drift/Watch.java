package io.casehub.ingest.drift;

import io.casehub.model.Gone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What this node has seen of one kind of traffic since it was last written down. Of many records
 * that come at once some fifty are looked at, but the codes of all; where nobody fetches what was
 * seen, no more is kept than 10,000 records make.
 */
final class Watch {

    static final int LOOKED_AT = 50;

    private static final int SAMPLE = 100;
    private static final int MOST_SAMPLES = 100;
    private static final int MOST_CODES = 50;

    private final Shape fresh = new Shape();
    private final Shape backlog = new Shape();
    private final Map<String, Integer> unknown = new HashMap<>();
    private final Set<String> mapped = new HashSet<>();
    private List<Sample> samples = new ArrayList<>();
    private Set<String> open = Set.of();

    synchronized void see(Collection<Seen> records, long now) {
        int step = Math.ceilDiv(records.size(), LOOKED_AT);
        int number = 0;
        for (var seen : records) {
            note(Code.of(seen.record()));
            if (number++ % step == 0 && samples.size() < MOST_SAMPLES && !(seen.record() instanceof Gone)) {
                boolean isBacklog = seen.isBacklog();
                var shape = isBacklog ? backlog : fresh;
                shape.look(seen.payload());
                if (shape.looked() >= SAMPLE) {
                    samples.add(shape.drain(now, isBacklog));
                }
            }
        }
    }

    /** Hands over what was seen, and begins anew. */
    synchronized Report report(long now) {
        if (backlog.looked() > 0) {
            samples.add(backlog.drain(now, true));
        }
        if (fresh.looked() > 0) {
            samples.add(fresh.drain(now, false));
        }
        var report = new Report(samples, Map.copyOf(unknown), Set.copyOf(mapped));
        samples = new ArrayList<>();
        unknown.clear();
        mapped.clear();
        return report;
    }

    /** The codes that were unknown until now: it is worth noting when one is not any more. */
    synchronized void expect(Set<String> codes) {
        open = Set.copyOf(codes);
    }

    private void note(@Nullable Code code) {
        if (code == null) {
            return;
        }
        if (code.isUnknown() && (unknown.size() < MOST_CODES || unknown.containsKey(code.word()))) {
            unknown.merge(code.word(), 1, Integer::sum);
        } else if (!code.isUnknown() && open.contains(code.word())) {
            mapped.add(code.word());
        }
    }

    /**
     * What was seen.
     *
     * @param samples in the order in which they came
     * @param unknown codes no mapping knew, and in how many records
     * @param mapped codes that were unknown and are not any more
     */
    record Report(List<Sample> samples, Map<String, Integer> unknown, Set<String> mapped) {

        boolean isEmpty() {
            return samples.isEmpty() && unknown.isEmpty() && mapped.isEmpty();
        }
    }
}
