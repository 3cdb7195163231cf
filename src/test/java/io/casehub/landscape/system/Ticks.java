package io.casehub.landscape.system;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time, in milliseconds, that never stands still and never goes back: two changes never share
 * one.
 */
public final class Ticks implements Clockwork {

    private Instant last;
    private volatile Duration wrong = Duration.ZERO;

    public Ticks(Instant last) {
        this.last = last;
    }

    public Instant next() {
        return after(Instant.now().plus(wrong));
    }

    @Override
    public void goWrongBy(Duration time) {
        wrong = time;
    }

    /** The given time, or the first one after the last. */
    public synchronized Instant after(Instant at) {
        var millis = at.truncatedTo(ChronoUnit.MILLIS);
        last = millis.isAfter(last) ? millis : last.plusMillis(1);
        return last;
    }
}
