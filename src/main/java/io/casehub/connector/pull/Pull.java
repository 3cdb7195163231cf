package io.casehub.connector.pull;

import io.casehub.connector.lease.Leases;
import io.casehub.connector.patience.Backoff;
import io.casehub.connector.patience.Turn;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What the pull templates have in common: begin behind the cursor, land a page, go on while there
 * is more, and keep away for a while from a source that fails.
 */
@Component("pull")
class Pull {

    /** Exchange property: whether the template is to fetch another page. */
    static final String MORE = "more";
    /** Exchange property: the key of the one record that is wanted. */
    static final String ONE = "one";
    /** Exchange property: the key of the customer of whom all is wanted. */
    static final String CUSTOMER = "customer";
    private static final String RUN = "run";
    private static final Logger log = LoggerFactory.getLogger(Pull.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Destination usual;
    private final Leases leases;
    private final Progress progress;
    private final Clock clock;
    private final AtomicBoolean isHubWell = new AtomicBoolean(true);
    private final Map<String, Backoff> backoffs = new ConcurrentHashMap<>();
    /** When a route is to see again whether the node that reads its system is still there. */
    private final Map<String, Instant> standbys = new ConcurrentHashMap<>();

    /** Leases and progress are kept in the hub's database, which an engineer's own machine has not. */
    Pull(Destination usual, @Lazy Leases leases, @Lazy Progress progress, Clock clock) {
        this.usual = usual;
        this.leases = leases;
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Starts a reading along a course, unless the source is being left alone or read by another node.
     */
    void begin(Exchange exchange, Course course) {
        boolean isTime = isAside(exchange)
                || backoff(course.route()).isTime(clock.instant()) && isOurTurn(course, exchange);
        exchange.setProperty(MORE, isTime);
        if (isTime) {
            boolean isPart = one(exchange).or(() -> customer(exchange)).isPresent();
            exchange.setProperty(RUN, new PullRun(isPart ? course.toOnePage() : course,
                    destination(exchange).cursor(course.route())));
        }
    }

    /**
     * Whether this node is the one that reads the source. Where another is, it may be gone long before
     * the timer of this route comes round again.
     */
    private boolean isOurTurn(Course course, Exchange exchange) {
        boolean isOurs = leases.holds(course.system());
        var now = clock.instant();
        if (!isOurs && !now.isBefore(standbys.getOrDefault(course.route(), Instant.MIN))) {
            standbys.put(course.route(), now.plus(Leases.LENGTH));
            Turn.after(Leases.LENGTH, exchange);
        }
        return isOurs;
    }

    /** The key of the one record that is wanted, where it is only one. */
    Optional<String> one(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(ONE, String.class));
    }

    /** The key of the customer of whom all is wanted, where it is only one. */
    Optional<String> customer(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(CUSTOMER, String.class));
    }

    /**
     * The source could not be read, or the hub's own database took nothing. The reading ends; the next
     * one begins where the last page landed.
     */
    public void failed(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.setProperty(MORE, false);
        var route = exchange.getFromRouteId();
        if (isAside(exchange)) {
            destination(exchange).failed("", route, reason(failure));
            return;
        }
        var backoff = backoff(route);
        boolean isNews = !backoff.isFailing();
        Turn.after(backoff.failed(clock.instant(), asked(failure)), exchange);
        var reason = reason(failure);
        if (isOurs(failure)) {
            if (isHubWell.compareAndSet(true, false)) {
                log.atWarn().addKeyValue("reason", reason).log("the hub's own database takes no pages");
            }
            return;
        }
        var course = run(exchange).course();
        destination(exchange).failed(course.system(), course.route(), reason);
        if (isNews) {
            log.atWarn().addKeyValue("route", route).addKeyValue("reason", reason).log("source failed");
        }
    }

    /** Whether the hub's own database is in trouble, of which the source knows nothing. */
    private static boolean isOurs(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessException || cause instanceof TransactionException) {
                return true;
            }
        }
        return false;
    }

    PullRun run(Exchange exchange) {
        return exchange.getProperty(RUN, PullRun.class);
    }

    /** Hands a page on and decides whether there is another. */
    void land(Exchange exchange, Fetched page) {
        var run = run(exchange);
        var course = run.course();
        var cursor = run.advance(page, clock.instant());
        exchange.setProperty(MORE, !run.isOver());
        if (!page.records().isEmpty() || !cursor.equals(run.stored()) || course.sweep().isPresent()) {
            var receipt = accept(destination(exchange), run, page, cursor);
            run.landed(cursor);
            if (receipt instanceof Receipt.Outdated) {
                exchange.setProperty(MORE, false); // another node reads this route, or somebody reset its cursor
                if (!isAside(exchange)) {
                    Turn.after(SOON, exchange);
                }
                return;
            }
        }
        if (!isAside(exchange)) {
            progress.landed(run, page);
            exchange.setProperty(MORE, !run.isOver() && isOurTurn(course, exchange));
        }
        reached(exchange, course);
        if (run.isOver()) {
            destination(exchange).readWhole(course.route(),
                    Duration.ofMillis(clock.millis() - exchange.getClock().getCreated()));
            course.sweep().ifPresent(sweeping -> destination(exchange).conclude(sweeping.sweep()));
        }
    }

    private static Receipt accept(Destination destination, PullRun run, Fetched page, String cursor) {
        var course = run.course();
        var landing = new Page(course.system(), course.route(), course.mappings(),
                page.records().stream().map(RawRecord::of).toList(), run.stored(), cursor);
        return course.sweep()
                .map(sweeping -> destination.accept(landing,
                        sweeping.listed(run.isFresh() && run.pages() == 1, page.listed())))
                .orElseGet(() -> destination.accept(landing));
    }

    private void reached(Exchange exchange, Course course) {
        destination(exchange).reached(course.system(), course.route());
        if (isAside(exchange)) {
            return;
        }
        if (isHubWell.compareAndSet(false, true)) {
            log.atInfo().log("the hub's own database takes pages again");
        }
        if (backoff(course.route()).reached()) {
            log.atInfo().addKeyValue("route", course.route()).log("source answered again");
        }
    }

    /** Whether somebody asked for this reading, and its pages do not go the usual way. */
    private boolean isAside(Exchange exchange) {
        return destination(exchange).isAside();
    }

    private Destination destination(Exchange exchange) {
        return exchange.getProperty(Destination.PROPERTY, usual, Destination.class);
    }

    private Backoff backoff(String route) {
        return backoffs.computeIfAbsent(route, any -> new Backoff(LONGEST_WAIT));
    }

    private static Duration asked(Exception failure) {
        return failure instanceof SourceAway away ? away.pause() : Duration.ZERO;
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof SourceAway || cause instanceof PageUnusable
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
