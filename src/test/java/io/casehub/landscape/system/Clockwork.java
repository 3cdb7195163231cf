package io.casehub.landscape.system;

import java.time.Duration;

/** A system that stamps what changes by a clock of its own, which may be wrong. */
public interface Clockwork {

    /**
     * Lets it stamp times that are ahead of the right one by so much, or behind it, from now on. What
     * it stamps never goes back: behind what was stamped last it goes on by a millisecond a change.
     */
    void goWrongBy(Duration time);
}
