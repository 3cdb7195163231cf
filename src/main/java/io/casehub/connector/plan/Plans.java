package io.casehub.connector.plan;

import io.casehub.mapping.FileBroken;
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

    private final Map<String, List<Function<Plan, ?>>> kinds;
    private final Map<String, List<?>> settings = new ConcurrentHashMap<>();

    public Plans(List<RouteKind> kinds) {
        this.kinds = kinds.stream().collect(Collectors.groupingBy(RouteKind::template,
                Collectors.mapping(RouteKind::settings, Collectors.toList())));
    }

    /** @throws FileBroken where a parameter is wrong */
    public void check(Plan plan) {
        settings(plan);
    }

    /**
     * Takes a route in, in the place of what it was told before.
     *
     * @throws FileBroken where a parameter is wrong; then nothing has changed
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
        return find(route, kind)
                .orElseThrow(() -> new IllegalStateException("the route " + route + " was not told anything"));
    }

    /** The same of a route that may not be there. */
    public <T> Optional<T> find(String route, Class<T> kind) {
        return settings.getOrDefault(route, List.of()).stream().filter(kind::isInstance).<T>map(kind::cast).findFirst();
    }

    private List<?> settings(Plan plan) {
        var makers = kinds.getOrDefault(plan.template(), List.of(told -> told));
        return makers.stream().map(maker -> maker.apply(plan)).toList();
    }
}
