package io.casehub.model;

import java.util.UUID;

/** The hub's own stable name of a case, behind its number. */
public record CaseId(UUID value) implements Comparable<CaseId> {

    public static CaseId next() {
        return new CaseId(UUID.randomUUID());
    }

    @Override
    public int compareTo(CaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
