package io.casehub.connector.patience;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.component.timer.TimerEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reading that came to nothing is tried again before the route's timer says so, where that is far
 * off.
 */
public final class Turn {

    private static final Logger log = LoggerFactory.getLogger(Turn.class);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private Turn() {}

    /**
     * Gives the route of an exchange a turn after a pause, unless its timer gives it one sooner. A turn
     * too many does nothing: whoever begins asks its {@link Backoff} first.
     */
    public static void after(Duration pause, Exchange before) {
        if (before.getFromEndpoint() instanceof TimerEndpoint timer && timer.getPeriod() > pause.toMillis()) {
            var camel = before.getContext();
            var route = before.getFromRouteId();
            // a thread of its own: the common pool of a small machine is one thread, which others may block
            Thread.ofVirtual().name("turn-" + route).start(() -> {
                try {
                    Thread.sleep(pause.plusMillis(1)); // not before the pause is over by anybody's clock
                    give(camel, route);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private static void give(CamelContext camel, String id) throws InterruptedException {
        while (camel.getRouteController().getRouteStatus(id) == ServiceStatus.Starting) {
            Thread.sleep(MOMENT); // the first reading can fail before its route counts as started
        }
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
