package io.casehub.connector;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.pull.Destination;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.PropertiesSource;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultRegistry;
import org.springframework.context.ApplicationContext;

/**
 * A place to try routes in beside those that run: they are made of the same templates and the same
 * beans, but none ever starts by itself.
 */
final class Bench implements AutoCloseable {

    private final DefaultCamelContext camel;
    private final Path templates;

    Bench(ApplicationContext beans, PropertiesSource settings, Path templates) {
        this.templates = templates;
        camel = new DefaultCamelContext(new DefaultRegistry(new ApplicationContextBeanRepository(beans)));
        camel.getPropertiesComponent().addPropertiesSource(settings);
        camel.setAutoStartup(false);
        camel.getShutdownStrategy().setTimeout(1);
        camel.start();
    }

    DefaultCamelContext camel() {
        return camel;
    }

    /** Puts settings in the places of {@code {{system.setting}}}. */
    String resolved(String text) {
        return camel.resolvePropertyPlaceholders(text);
    }

    /** Runs a route once, from where its trigger would have, and puts its pages elsewhere. */
    void run(Plan plan, Plans plans, Destination destination) throws Exception {
        plans.put(plan);
        try {
            Installer.load(camel, templates.resolve(plan.template() + ".camel.yaml"));
            camel.addRouteFromTemplate(plan.route(), plan.template(), Map.copyOf(plan.parameters()));
            var route = camel.getRoute(plan.route());
            var exchange = route.getEndpoint().createExchange();
            exchange.getExchangeExtension().setFromRouteId(plan.route());
            exchange.setProperty(Destination.PROPERTY, destination);
            ((DefaultConsumer) route.getConsumer()).getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw exchange.getException();
            }
        } finally {
            plans.remove(plan.route());
        }
    }

    @Override
    public void close() {
        camel.stop();
    }
}
