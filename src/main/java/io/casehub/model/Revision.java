package io.casehub.model;

import java.time.Instant;

/**
 * Which version of a source record this is: the source's own time of change and, where it counts
 * its versions, their number (0 where it does not). Later wins; the number decides between two
 * versions of one instant.
 */
public record Revision(Instant changedAt, long sequence) implements Comparable<Revision> {

    @Override
    public int compareTo(Revision other) {
        int byTime = changedAt.compareTo(other.changedAt);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
