package io.casehub.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * The door to what happens: for those who follow it as it happens, and for those who carry it
 * further.
 */
@Component
@EnableConfigurationProperties(EventSettings.class)
public class Events {

    private final EventLog log;
    private final Feed feed;
    private final int most;
    private final Duration keep;
    private final Semaphore places;

    Events(EventLog log, Feed feed, EventSettings settings, MeterRegistry meters) {
        this.log = log;
        this.feed = feed;
        this.most = settings.followers();
        this.keep = settings.keep();
        this.places = new Semaphore(most);
        meters.gauge("casehub.events.followers", places, free -> most - free.availablePermits());
    }

    /**
     * Begins to follow; close what is answered when done.
     *
     * @param seen the number of the last event already seen; empty to hear what happens from now on
     * @throws EventsGone where what came behind that number is kept no more, or it is none of ours
     * @throws TooManyFollowers where this node takes no more of them
     */
    public Following follow(Wanted wanted, OptionalLong seen) {
        if (seen.isPresent()) {
            check(seen.getAsLong());
        }
        if (!places.tryAcquire()) {
            throw new TooManyFollowers(most);
        }
        return new Following(feed, wanted, seen.orElseGet(feed::last), places::release);
    }

    /**
     * Some of what comes behind a number, in order and without a gap; waits for it, and answers an
     * empty list where nothing came. Whoever reads so keeps his place himself and says so by
     * {@link Unread}.
     */
    public List<Event> behind(long number, Duration patience) throws InterruptedException {
        return feed.behind(number, patience);
    }

    /** One event; empty where it is kept no more. */
    public Optional<Event> find(long number) {
        return log.behind(number - 1, 1).stream().filter(event -> event.number() == number).findFirst();
    }

    /** The number of the newest event there is, whichever node wrote it. */
    public long last() {
        return log.kept().last();
    }

    /** The number behind which the oldest event that is kept stands. */
    public long oldest() {
        return log.kept().pruned();
    }

    /**
     * The number behind which everything stands that happened at a time or later.
     *
     * @throws EventsGone where what happened then is kept no more
     */
    public long before(Instant time) {
        long number = log.before(time);
        long pruned = log.kept().pruned();
        if (pruned > 0 && number <= pruned && time.isBefore(Instant.now().minus(keep))) {
            throw new EventsGone(number);
        }
        return number;
    }

    /** @throws EventsGone where what came behind that number is kept no more, or it is none of ours */
    public void check(long number) {
        var kept = log.kept();
        if (number < kept.pruned() || number > kept.last()) {
            throw new EventsGone(number);
        }
    }
}
