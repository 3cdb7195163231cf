package io.casehub.connector;

import io.casehub.connector.plan.Plan;
import io.casehub.connector.pull.NotPullable;
import io.casehub.connector.pull.Repull;
import io.casehub.ingest.live.Feed;
import io.casehub.ingest.live.LiveSource;
import io.casehub.ingest.live.SourceNotRead;
import io.casehub.model.CodeWord;
import io.casehub.model.Entity;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * The routes of the connectors that run here, and those of them that were told {@code ofCustomer}.
 */
@Component
class LiveSystems implements LiveSource {

    private final Catalog catalog;
    private final Repull repull;
    private final CamelContext camel;

    LiveSystems(Catalog catalog, Repull repull, @Lazy CamelContext camel) {
        this.catalog = catalog;
        this.repull = repull;
        this.camel = camel;
    }

    @Override
    public Collection<Feed> feeds() {
        return catalog.all().stream().filter(Connector::isRunning)
                .flatMap(connector -> Stream.concat(planned(connector), mailboxes(connector)))
                .toList();
    }

    @Override
    public void read(Feed feed, String customer) {
        try {
            var problem = repull.ofCustomer(feed.route(), customer).problem();
            if (problem != null) {
                throw new SourceNotRead(problem);
            }
        } catch (NotPullable e) {
            throw new SourceNotRead(String.valueOf(e.getMessage()));
        }
    }

    private Stream<Feed> planned(Connector connector) {
        var plans = Objects.requireNonNull(connector.blueprint()).plans();
        return plans.stream().filter(plan -> !entities(plan).isEmpty())
                .map(plan -> new Feed(connector.name(), plan.route(), entities(plan),
                        plan.template().equals("pull-kafka") ? probe(plans).orElse(plan).route() : plan.route(),
                        repull.knowsCustomers(plan.route())));
    }

    private static Optional<Plan> probe(Collection<Plan> plans) {
        return plans.stream().filter(plan -> plan.template().equals("probe-kafka")).findFirst();
    }

    /**
     * What a route brings: its mappings are named after it. Those that write to systems bring nothing.
     */
    private static Set<Entity> entities(Plan plan) {
        return !plan.knows("mapping")
                ? Set.of()
                : plan.list("mapping").stream()
                        .flatMap(
                                name -> CodeWord.find(Entity.class, name.substring(name.lastIndexOf('/') + 1)).stream())
                        .collect(Collectors.toSet());
    }

    private Stream<Feed> mailboxes(Connector connector) {
        return connector.routes().stream().map(camel::getRoute).filter(Objects::nonNull)
                .filter(route -> route.getEndpoint().getEndpointUri().startsWith("mailbox:"))
                .map(route -> new Feed(connector.name(), route.getRouteId(), Set.of(Entity.INTERACTION),
                        route.getRouteId(), false));
    }
}
