package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.connector.pull.PullRun.Params;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import io.casehub.ingest.Sources;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.stereotype.Component;

/**
 * What the pull templates have in common: begin behind the cursor, land a page, go on while there
 * is more, and keep away for a while from a source that fails.
 */
@Component("pull")
class Pull {

    /** Exchange property: whether the template is to fetch another page. */
    static final String MORE = "more";
    private static final String RUN = "run";
    private static final Logger log = LoggerFactory.getLogger(Pull.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private final Cursors cursors;
    private final Ingest ingest;
    private final Sources sources;
    private final Clock clock;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    Pull(Cursors cursors, Ingest ingest, Sources sources, Clock clock) {
        this.cursors = cursors;
        this.ingest = ingest;
        this.sources = sources;
        this.clock = clock;
    }

    /** Starts a reading, unless the source is being left alone. */
    public void begin(Exchange exchange) {
        var trouble = troubles.get(exchange.getFromRouteId());
        boolean isTime = trouble == null || clock.instant().isAfter(trouble.notBefore());
        exchange.setProperty(MORE, isTime);
        if (isTime) {
            var params = params(exchange);
            exchange.setProperty(RUN, new PullRun(params, cursors.read(params.route())));
        }
    }

    /**
     * The source could not be read. The reading ends; the next one begins where the last page landed.
     */
    public void failed(Exchange exchange) {
        var failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        leave(exchange, reason(failure), Duration.ZERO);
    }

    PullRun run(Exchange exchange) {
        return exchange.getProperty(RUN, PullRun.class);
    }

    /** Hands a page to the hub and decides whether there is another. */
    void land(Exchange exchange, List<JsonNode> records, boolean isLast) {
        var run = run(exchange);
        var params = run.params();
        if (!records.isEmpty()) {
            var cursor = run.advance(records.getLast(), clock.instant());
            var receipt = ingest.accept(new Page(params.system(), params.route(), params.mappings(),
                    records.stream().map(RawRecord::of).toList(), run.stored(), cursor));
            run.landed(cursor);
            if (receipt instanceof Receipt.Outdated) {
                exchange.setProperty(MORE, false); // another node reads this route, or somebody reset its cursor
                return;
            }
        }
        exchange.setProperty(MORE, !isLast && !records.isEmpty());
        reached(params);
    }

    void leave(Exchange exchange, String reason, Duration atLeast) {
        exchange.setProperty(MORE, false);
        var route = exchange.getFromRouteId();
        var before = troubles.get(route);
        int failures = before == null ? 1 : before.failures() + 1;
        var grown = Duration.ofMillis(500L << Math.min(failures, 5));
        var wait = grown.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : grown;
        troubles.put(route, new Trouble(failures,
                clock.instant().plus(wait.compareTo(atLeast) < 0 ? atLeast : wait)));
        sources.failed(exchange.getProperty("system", String.class), route, reason);
        if (before == null) {
            log.atWarn().addKeyValue("route", route).addKeyValue("reason", reason).log("source failed");
        }
    }

    private void reached(Params params) {
        sources.reached(params.system(), params.route());
        if (troubles.remove(params.route()) != null) {
            log.atInfo().addKeyValue("route", params.route()).log("source answered again");
        }
    }

    private static Params params(Exchange exchange) {
        return new Params(text(exchange, "system"), exchange.getFromRouteId(), list(exchange, "mapping"),
                list(exchange, "order"), Integer.parseInt(text(exchange, "pageSize")), text(exchange, "start"),
                text(exchange, "startKey"),
                DurationStyle.detectAndParse(text(exchange, "overlap")), ZoneId.of(text(exchange, "zone")));
    }

    private static String text(Exchange exchange, String property) {
        return exchange.getProperty(property, "", String.class).strip();
    }

    private static List<String> list(Exchange exchange, String property) {
        return Arrays.stream(text(exchange, property).split(",")).map(String::strip).toList();
    }

    private static String reason(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    private record Trouble(int failures, Instant notBefore) {}
}
