package io.casehub.connector.patience;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.timer.TimerEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reading that failed is tried again before the route's timer says so, where that is far off. */
public final class Turn {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);

    private Turn() {}

    /**
     * Gives the route of a failed exchange a turn after a pause, unless its timer gives it one sooner.
     * A turn too many does nothing: whoever begins asks its {@link Backoff} first.
     */
    public static void after(Duration pause, Exchange failed) {
        if (failed.getFromEndpoint() instanceof TimerEndpoint timer && timer.getPeriod() > pause.toMillis()) {
            var camel = failed.getContext();
            var route = failed.getFromRouteId();
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> give(camel, route));
        }
    }

    private static void give(CamelContext camel, String id) {
        var route = camel.getRoute(id);
        if (route == null || camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started) {
            return; // paused, changed or taken out meanwhile: its timer starts anew
        }
        var exchange = route.getEndpoint().createExchange();
        exchange.getExchangeExtension().setFromRouteId(id);
        try {
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            log.atWarn().addKeyValue("route", id).setCause(e).log("a route could not be tried again");
        }
    }
}
