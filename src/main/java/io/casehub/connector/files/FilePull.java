package io.casehub.connector.files;

import io.casehub.connector.patience.Turn;
import io.casehub.connector.plan.Plans;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.apache.camel.StatefulService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the template {@code pull-files} does beside Camel: it looks into the folder, lands a page,
 * goes on while there is more, and keeps away for a while from a folder that fails.
 */
@Component("filePull")
class FilePull {

    /** Exchange property: whether the template is to go on. */
    private static final String MORE = "more";
    private static final String RUN = "run";
    private static final Logger log = LoggerFactory.getLogger(FilePull.class);

    private final Plans plans;
    private final Cursors cursors;
    private final FilesTaken taken;
    private final Ingest ingest;
    private final Sources sources;
    private final Clock clock;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    FilePull(Plans plans, Cursors cursors, FilesTaken taken, Ingest ingest, Sources sources, Clock clock) {
        this.plans = plans;
        this.cursors = cursors;
        this.taken = taken;
        this.ingest = ingest;
        this.sources = sources;
        this.clock = clock;
    }

    /** Looks into the folder, unless it is being left alone. */
    public void begin(Exchange exchange) throws IOException {
        var route = exchange.getFromRouteId();
        var watch = watch(exchange);
        exchange.setProperty(MORE, false);
        if (!watch.backoff().isTime(clock.instant())) {
            return;
        }
        var source = plans.of(exchange, FileSource.class);
        var cursor = cursors.read(route);
        if (cursor.isEmpty()) {
            taken.forget(route); // the route is new, or somebody wants it to read everything again
        }
        var run = new FileRun(source, source.open(), taken, ingest, cursor.orElse(null));
        exchange.setProperty(RUN, run);
        run.look(watch.settled(), clock.instant());
        exchange.setProperty(MORE, true);
    }

    /** Lands a page. */
    public void land(Exchange exchange) throws IOException {
        var run = exchange.getProperty(RUN, FileRun.class);
        boolean isMore = run.step();
        exchange.setProperty(MORE, isMore && isToGoOn(exchange));
        if (!run.complaints().isEmpty()) {
            if (!isMore) {
                tell(exchange, String.join(". ", run.complaints()));
            }
        } else {
            reached(exchange);
            if (!isMore) {
                sources.readWhole(exchange.getFromRouteId(),
                        Duration.ofMillis(clock.millis() - exchange.getClock().getCreated()));
            }
        }
    }

    /** The folder could not be read. The next reading begins where the last page landed. */
    public void failed(Exchange exchange) {
        Turn.after(watch(exchange).backoff().failed(clock.instant(), Duration.ZERO), exchange);
        tell(exchange, reason(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class)));
    }

    /** Lets go of the folder, however the reading ended. */
    public void end(Exchange exchange) {
        try (var run = exchange.getProperty(RUN, FileRun.class)) {
            exchange.setProperty(MORE, false);
        } catch (IOException e) {
            // what could be read has been read
        }
    }

    private void reached(Exchange exchange) {
        var route = exchange.getFromRouteId();
        sources.reached(plans.of(exchange, FileSource.class).system(), route);
        if (watch(exchange).reached()) {
            log.atInfo().addKeyValue("route", route).log("source answered again");
        }
    }

    private void tell(Exchange exchange, String reason) {
        var route = exchange.getFromRouteId();
        sources.failed(plans.of(exchange, FileSource.class).system(), route, reason);
        if (watch(exchange).isNews(reason)) {
            log.atWarn().addKeyValue("route", route).addKeyValue("reason", reason).log("source failed");
        }
    }

    private Watch watch(Exchange exchange) {
        return watches.computeIfAbsent(exchange.getFromRouteId(), any -> new Watch());
    }

    /** A large file would hold up a stop for hours. */
    private static boolean isToGoOn(Exchange exchange) {
        var route = exchange.getContext().getRoute(exchange.getFromRouteId());
        return route != null && route.getConsumer() instanceof StatefulService consumer && consumer.isStarted();
    }

    private static String reason(Exception failure) {
        return switch (failure) {
            case UncheckedIOException e when e.getCause() instanceof IOException cause -> reason(cause);
            case FileSystemException e -> e.getClass().getSimpleName() + ": " + e.getMessage();
            case IOException e -> String.valueOf(e.getMessage());
            case IllegalArgumentException e -> String.valueOf(e.getMessage());
            default -> failure.getClass().getSimpleName() + ": " + failure.getMessage();
        };
    }
}
