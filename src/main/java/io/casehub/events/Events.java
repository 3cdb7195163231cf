package io.casehub.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** The door to what happens, for those who follow it as it happens. */
@Component
@EnableConfigurationProperties(EventSettings.class)
public class Events {

    private final EventLog log;
    private final Feed feed;
    private final int most;
    private final Semaphore places;

    Events(EventLog log, Feed feed, EventSettings settings, MeterRegistry meters) {
        this.log = log;
        this.feed = feed;
        this.most = settings.followers();
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
            var kept = log.kept();
            if (seen.getAsLong() < kept.pruned() || seen.getAsLong() > kept.last()) {
                throw new EventsGone(seen.getAsLong());
            }
        }
        if (!places.tryAcquire()) {
            throw new TooManyFollowers(most);
        }
        return new Following(feed, wanted, seen.orElseGet(feed::last), places::release);
    }
}
