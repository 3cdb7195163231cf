package io.casehub.view.fresh;

import io.casehub.ingest.live.Feed;
import io.casehub.ingest.live.LiveReadings;
import io.casehub.ingest.live.LiveReadings.Which;
import io.casehub.ingest.live.LiveSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The readings that somebody waits for. Of one customer there is one at a time in a route, whoever
 * waits for it, and none again within a second; a system is asked so many at a time. A reading goes
 * on when nobody waits any more: what it brings is there for the next.
 */
final class Flights implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Flights.class);
    private static final int AT_ONCE = 3;
    private static final int MOST = 500;
    private static final Duration QUEUE = Duration.ofSeconds(2);

    private final LiveReadings readings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("live-reading-", 0).factory());
    private final Map<Which, CompletableFuture<Outcome>> open = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    Flights(LiveReadings readings, MeterRegistry meters, Clock clock) {
        this.readings = readings;
        this.meters = meters;
        this.clock = clock;
    }

    /** The reading that is under way, or was until a second ago, or else a new one. */
    CompletableFuture<Outcome> join(LiveSource source, Feed feed, String customer) {
        if (open.size() >= MOST) {
            return CompletableFuture.completedFuture(new Outcome.Busy());
        }
        var which = new Which(feed.route(), customer);
        return open.computeIfAbsent(which, any -> {
            var flight = CompletableFuture.supplyAsync(() -> within(source, feed, which), threads);
            flight.whenCompleteAsync((outcome, fault) -> open.remove(which),
                    CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads));
            return flight;
        });
    }

    private Outcome within(LiveSource source, Feed feed, Which which) {
        var gate = gates.computeIfAbsent(feed.system(), any -> new Semaphore(AT_ONCE));
        try {
            if (!gate.tryAcquire(QUEUE.toMillis(), TimeUnit.MILLISECONDS)) {
                return counted(feed, new Outcome.Busy());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Busy();
        }
        try {
            return counted(feed, read(source, feed, which));
        } finally {
            gate.release();
        }
    }

    private Outcome read(LiveSource source, Feed feed, Which which) {
        var began = clock.instant();
        try {
            source.read(feed, which.key());
            readings.ended(which, Duration.between(began, clock.instant()));
        } catch (RuntimeException e) {
            // whatever it was, the store answers; whoever waits is told that this did not
            if (failing.add(feed.route())) {
                log.atWarn().addKeyValue("route", feed.route()).addKeyValue("reason", e.getMessage())
                        .log("source could not be asked about a customer");
            }
            return new Outcome.Failed();
        }
        if (failing.remove(feed.route())) {
            log.atInfo().addKeyValue("route", feed.route()).log("source could be asked about a customer again");
        }
        return new Outcome.Landed(began);
    }

    private Outcome counted(Feed feed, Outcome outcome) {
        var word = switch (outcome) {
            case Outcome.Landed landed -> "landed";
            case Outcome.Failed failed -> "failed";
            case Outcome.Busy busy -> "busy";
        };
        meters.counter("casehub.live.readings", "system", feed.system(), "outcome", word).increment();
        return outcome;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** What became of a reading. */
    sealed interface Outcome {

        /** All that the system had when the reading began is in. */
        record Landed(Instant began) implements Outcome {}

        /** The system did not answer, or nothing one could use. */
        record Failed() implements Outcome {}

        /** It was not asked, since too many others ask it. */
        record Busy() implements Outcome {}
    }
}
