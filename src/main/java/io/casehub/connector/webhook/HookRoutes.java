package io.casehub.connector.webhook;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** The routes behind webhooks, of which each is called by its id. */
@Component
class HookRoutes {

    /** Exchange property: whether the route read any record. */
    static final String HAS_READ = "hasRead";

    private final CamelContext camel;
    private final ProducerTemplate producer;

    HookRoutes(@Lazy CamelContext camel, @Lazy ProducerTemplate producer) {
        this.camel = camel;
        this.producer = producer;
    }

    /** Whether it is neither paused nor on its way in or out. */
    boolean isRunning(String route) {
        return camel.getRouteController().getRouteStatus(route) == ServiceStatus.Started;
    }

    /** Takes a call through its route; what fails there fails here. */
    void take(String route, Call call) {
        through(route, call);
    }

    /** Reads what a route was told of, and answers whether there was anything, and it could be read. */
    boolean read(String route) {
        return through(route, null).getProperty(HAS_READ, false, Boolean.class);
    }

    private Exchange through(String route, @Nullable Call call) {
        var exchange = producer.request("direct:" + route, sent -> sent.getMessage().setBody(call));
        if (exchange.getException() instanceof RuntimeException failure) {
            throw failure;
        }
        if (exchange.getException() != null) {
            throw new IllegalStateException("the route " + route + " failed", exchange.getException());
        }
        return exchange;
    }
}
