package io.casehub.connector.patience;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * For how long one source that fails is left alone: a second, doubling with every failure up to a
 * bound, of which a random half is let off; and never less than the source asks for.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Duration longest;
    private Duration next = FIRST;
    private Instant until = Instant.MIN;
    private boolean isFailing;

    public Backoff(Duration longest) {
        this.longest = longest;
    }

    /** Whether the source may be asked. */
    public synchronized boolean isTime(Instant now) {
        return !now.isBefore(until);
    }

    /** Whether it failed when it was last asked. */
    public synchronized boolean isFailing() {
        return isFailing;
    }

    /**
     * Notes a failure.
     *
     * @param asked how long the source wants to be left alone; zero where it said nothing
     * @return for how long it is
     */
    public synchronized Duration failed(Instant now, Duration asked) {
        // many routes of one server must not all come back in the same instant
        var pause = next.minusMillis(ThreadLocalRandom.current().nextLong(next.toMillis() / 2));
        var doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        isFailing = true;
        var owed = pause.compareTo(asked) < 0 ? asked : pause;
        until = now.plus(owed);
        return owed;
    }

    /** Notes that the source answered, and says whether it had failed before. */
    public synchronized boolean reached() {
        boolean hadFailed = isFailing;
        isFailing = false;
        next = FIRST;
        until = Instant.MIN;
        return hadFailed;
    }
}
