package io.casehub.ingest;

import io.casehub.ingest.DiffReport.Example;
import io.casehub.ingest.DiffReport.FaultCount;
import io.casehub.ingest.DiffReport.FieldChange;
import io.casehub.mapping.Difference;
import io.casehub.mapping.Fault;
import io.casehub.mapping.Mappings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Counts what becomes of stored records, while they go by, into a {@link DiffReport}. */
final class Tally {

    private static final int EXAMPLES = 3;

    private final Map<String, Seen<Example>> fields = new HashMap<>();
    private final Map<Fault, Seen<String>> faults = new HashMap<>();
    private int unchanged;
    private int changed;
    private int failing;
    private int vanishing;

    void add(StoredVersion stored, Reread reread) {
        switch (reread) {
            case Reread.Same() -> unchanged++;
            case Reread.Other other when other.isGone() -> vanishing++;
            case Reread.Other(var landing) -> {
                changed++;
                differences(stored, landing).forEach((field, first) -> fields
                        .computeIfAbsent(field, any -> new Seen<>())
                        .add(new Example(stored.source().key(), first.before(), first.after())));
            }
            case Reread.Unreadable(var raw, var why) -> {
                failing++;
                why.faults().forEach(
                        fault -> faults.computeIfAbsent(fault, any -> new Seen<>()).add(stored.source().key()));
            }
        }
    }

    DiffReport report(String mapping, long stored) {
        return new DiffReport(mapping, stored, unchanged + changed + failing + vanishing, unchanged, changed, failing,
                vanishing,
                fields.entrySet().stream()
                        .map(field -> new FieldChange(field.getKey(), field.getValue().records,
                                field.getValue().examples))
                        .sorted(Comparator.comparing(FieldChange::records).reversed()
                                .thenComparing(FieldChange::field))
                        .toList(),
                faults.entrySet().stream()
                        .map(fault -> new FaultCount(fault.getKey(), fault.getValue().records,
                                fault.getValue().examples))
                        .sorted(Comparator.comparing(FaultCount::records).reversed()
                                .thenComparing(count -> count.fault().toString()))
                        .toList());
    }

    /** By field; of several in one list the first. */
    private static Map<String, Difference> differences(StoredVersion before, Landing after) {
        return Difference
                .between(Mappings.whole(before.source(), before.revision(), before.canonical()),
                        Mappings.whole(after.source(), after.revision(), after.canonical()))
                .stream()
                .collect(Collectors.toMap(Difference::field, difference -> difference, (first, more) -> first));
    }

    private static final class Seen<T> {

        private final List<T> examples = new ArrayList<>();
        private int records;

        void add(T example) {
            records++;
            if (examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }
    }
}
