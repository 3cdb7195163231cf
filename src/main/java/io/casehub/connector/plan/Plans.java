package io.casehub.connector.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.springframework.stereotype.Component;

/** What each running route was told, ready for the code behind its template. */
@Component
public class Plans {

    private final Map<String, Function<Plan, ?>> kinds;
    private final Map<String, Object> settings = new ConcurrentHashMap<>();

    public Plans(List<RouteKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.toMap(RouteKind::template, RouteKind::settings));
    }

    /** @throws ConnectorBroken where a parameter is wrong */
    public void check(Plan plan) {
        settings(plan);
    }

    /**
     * Takes a route in, in the place of what it was told before.
     *
     * @throws ConnectorBroken where a parameter is wrong; then nothing has changed
     */
    public void put(Plan plan) {
        settings.put(plan.route(), settings(plan));
    }

    public void remove(String route) {
        settings.remove(route);
    }

    /** What the route was told from which an exchange comes. */
    public <T> T of(Exchange exchange, Class<T> kind) {
        return of(ExchangeHelper.getRouteId(exchange), kind);
    }

    public <T> T of(String route, Class<T> kind) {
        return kind.cast(find(route).orElseThrow(
                () -> new IllegalStateException("the route " + route + " was not told anything")));
    }

    /** The same of a route that may stand for itself, without a template. */
    public Optional<Object> find(String route) {
        return Optional.ofNullable(settings.get(route));
    }

    private Object settings(Plan plan) {
        var kind = kinds.get(plan.template());
        return kind == null ? plan : kind.apply(plan);
    }
}
