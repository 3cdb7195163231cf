package io.casehub.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Somebody's way through the events: each that he wants once, in their order, without a gap. */
public final class Following implements AutoCloseable {

    private final Feed feed;
    private Wanted wanted;
    private final Runnable leave;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private long seen;

    Following(Feed feed, Wanted wanted, long seen, Runnable leave) {
        this.feed = feed;
        this.wanted = wanted;
        this.seen = seen;
        this.leave = leave;
    }

    /** What came next, waited for; an empty list where nothing that is wanted came meanwhile. */
    public List<Event> next(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (isOpen()) {
            var came = feed.behind(seen, Duration.ofNanos(end - System.nanoTime()));
            if (came.isEmpty()) {
                return came;
            }
            seen = came.getLast().number();
            var fitting = came.stream().filter(this::isWanted).toList();
            if (!fitting.isEmpty() || System.nanoTime() > end) {
                return fitting;
            }
        }
        return List.of();
    }

    /** Whether more may come: neither side has ended it. */
    public boolean isOpen() {
        return feed.isRunning() && !isOver.get();
    }

    private boolean isWanted(Event event) {
        wanted = wanted.behind(event);
        return wanted.fits(event);
    }

    @Override
    public void close() {
        if (isOver.compareAndSet(false, true)) {
            leave.run();
        }
    }
}
