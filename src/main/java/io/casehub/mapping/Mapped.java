package io.casehub.mapping;

import io.casehub.model.CanonicalRecord;
import java.util.List;

/** What a mapping made of one payload. */
public sealed interface Mapped {

    /**
     * A record in the hub's words.
     *
     * @param canonical its fields as JSON, without source and revision
     */
    record Record(CanonicalRecord record, String canonical) implements Mapped {}

    /** The mapping answered {@code null}: this payload says nothing about its entity. */
    record Nothing() implements Mapped {}

    /** It could not be made a record, and why: every fault, not only the first. */
    record Faulty(List<Fault> faults) implements Mapped {

        public Faulty {
            faults = List.copyOf(faults);
        }

        public static Faulty of(String where, String what) {
            return new Faulty(List.of(new Fault(where, what)));
        }

        public String reason() {
            return Fault.sentence(faults);
        }
    }
}
