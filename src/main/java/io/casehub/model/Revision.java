package io.casehub.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Which version of a source record this is: the source's own time of change and, where it counts
 * its versions, their number (0 where it does not). Later wins; the number decides between two
 * versions of one instant. Times are kept to the microsecond.
 */
public record Revision(Instant changedAt, long sequence) implements Comparable<Revision> {

    public Revision {
        changedAt = changedAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Revision other) {
        int byTime = changedAt.compareTo(other.changedAt);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
