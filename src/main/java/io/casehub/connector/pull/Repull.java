package io.casehub.connector.pull;

import io.casehub.connector.plan.Plans;
import io.casehub.ingest.Ingest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Reads once more what somebody asks for, through the very steps of the route and beside its own
 * reading.
 */
@Component
public class Repull {

    private final CamelContext camel;
    private final Plans plans;
    private final Ingest ingest;

    public Repull(@Lazy CamelContext camel, Plans plans, Ingest ingest) {
        this.camel = camel;
        this.plans = plans;
        this.ingest = ingest;
    }

    /**
     * Reads what changed behind one time and not behind another.
     *
     * @param to without it all that is there
     * @throws NotPullable where the route does not read by time, or does not run
     */
    public Repulled range(String route, Instant from, Optional<Instant> to) {
        var course = course(route);
        if (course.reads() == Course.Reads.EVERYTHING || course.start().isEmpty()) {
            throw new NotPullable("the route " + route
                    + " does not read by time: pull a single record, set its cursor, or resync the connector");
        }
        var end = to.map(moment -> written(course, moment)).orElse(null);
        return run(route, new Aside(ingest, course, Position.at(written(course, from), course.startKey()).text(), end),
                Pull.ONE, null);
    }

    /**
     * Reads one record by its source's key.
     *
     * @throws NotPullable where the route was not told how, or does not run
     */
    public Repulled one(String route, String key) {
        var course = course(route);
        var how = switch (plans.of(route, Object.class)) {
            case HttpSource source -> source.one();
            case JdbcSource source -> source.one();
            default -> Optional.empty();
        };
        if (how.isEmpty()) {
            throw new NotPullable("the route " + route
                    + " was not told how to read a single record: give it the parameter one");
        }
        return run(route, new Aside(ingest, course, null, null), Pull.ONE, key);
    }

    /** Whether a route was told how to read what one customer has, and runs. */
    public boolean knowsCustomers(String route) {
        return ofCustomer(route).isPresent() && isStarted(route);
    }

    /**
     * Reads what one customer has.
     *
     * @param key of his record in the route's system
     * @throws NotPullable where the route was not told how, or does not run
     */
    public Repulled ofCustomer(String route, String key) {
        if (ofCustomer(route).isEmpty()) {
            throw new NotPullable("the route " + route
                    + " was not told how to read what one customer has: give it the parameter ofCustomer");
        }
        return run(route, new Aside(ingest, course(route), null, null), Pull.CUSTOMER, key);
    }

    private Optional<String> ofCustomer(String route) {
        return plans.find(route, HttpSource.class).flatMap(HttpSource::ofCustomer)
                .or(() -> plans.find(route, JdbcSource.class).flatMap(JdbcSource::ofCustomer));
    }

    /**
     * The cursor of a route that is to go on behind a time and a key.
     *
     * @throws NotPullable where its cursor is made of something else
     */
    public String cursor(String route, Optional<String> at, Optional<String> key) {
        var course = course(route);
        return Position.at(at.map(text -> written(course, text)).orElse(course.start()), key.orElse(course.startKey()))
                .text();
    }

    private Course course(String route) {
        return plans.find(route, HttpSource.class).filter(source -> !source.url().isEmpty()).map(HttpSource::course)
                .or(() -> plans.find(route, JdbcSource.class).map(JdbcSource::course))
                .orElseThrow(() -> new NotPullable("the route " + route
                        + " does not read by time and key; it can only begin at the start"));
    }

    private boolean isStarted(String route) {
        return camel.getRoute(route) != null
                && camel.getRouteController().getRouteStatus(route) == ServiceStatus.Started;
    }

    /** @param key of what alone is wanted, as {@code part} says; {@code null} for all */
    private Repulled run(String id, Aside aside, String part, @Nullable String key) {
        var route = camel.getRoute(id);
        if (!isStarted(id)) {
            throw new NotPullable("the route " + id + " does not run: resume its connector, or mend it");
        }
        var exchange = route.getEndpoint().createExchange();
        exchange.getExchangeExtension().setFromRouteId(id);
        exchange.setProperty(Destination.PROPERTY, aside);
        exchange.setProperty(part, key);
        try {
            route.getProcessor().process(exchange);
        } catch (Exception e) {
            aside.failed("", id, String.valueOf(e.getMessage()));
        }
        return aside.result();
    }

    private static String written(Course course, String time) {
        try {
            return written(course, Instant.parse(time));
        } catch (DateTimeException e) {
            return time; // as the source writes it
        }
    }

    /** A source whose times have no offset is asked in its own zone. */
    private static String written(Course course, Instant moment) {
        var clock = course.clock();
        boolean isLocal = clock.pattern() == null && clock.perSecond() == 0 && !course.start().endsWith("Z");
        return isLocal
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(LocalDateTime.ofInstant(moment, clock.zone()))
                : clock.write(moment);
    }
}
