package io.casehub.landscape.system;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time, in milliseconds, that never stands still and never goes back: two changes never share
 * one.
 */
public final class Ticks {

    private Instant last;

    public Ticks(Instant last) {
        this.last = last;
    }

    public Instant next() {
        return after(Instant.now());
    }

    /** The given time, or the first one after the last. */
    public synchronized Instant after(Instant at) {
        var millis = at.truncatedTo(ChronoUnit.MILLIS);
        last = millis.isAfter(last) ? millis : last.plusMillis(1);
        return last;
    }
}
