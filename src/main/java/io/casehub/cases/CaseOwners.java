package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Merged;
import io.casehub.identity.PageIdentified.Moved;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes cases along when customers turn out to be one, or a case's record finds its owner. */
@Component
class CaseOwners {

    private static final Set<Entity> ORIGINS = Set.of(Entity.CASE, Entity.INTERACTION);

    private final CaseStore cases;
    private final Links links;
    private final Ledger ledger;
    private final Clock clock;

    CaseOwners(CaseStore cases, Links links, Ledger ledger, Clock clock) {
        this.cases = cases;
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
    }

    void take(PageIdentified page) {
        if (!page.merged().isEmpty()) {
            merge(page.merged().stream().collect(Collectors.toMap(Merged::retired, Merged::survivor)));
        }
        var moved = page.moved().stream().filter(move -> ORIGINS.contains(move.fact().entity())).toList();
        if (!moved.isEmpty()) {
            move(moved);
        }
    }

    private void merge(Map<CustomerId, CustomerId> survivors) {
        give(cases.lockOf(survivors.keySet()), hub -> survivors.get(hub.customer()), "customers merged");
    }

    private void move(List<Moved> moved) {
        var owners = moved.stream().collect(Collectors.toMap(Moved::fact, Moved::customer));
        var linked = links.find(owners.keySet()).values().stream().map(CaseLink::caseId).collect(Collectors.toSet());
        give(cases.lock(linked).values().stream().filter(hub -> owners.containsKey(hub.origin())).toList(),
                hub -> owners.get(hub.origin()), "owner found");
    }

    private void give(Collection<HubCase> hubs, Function<HubCase, @Nullable CustomerId> owner, String cause) {
        ledger.write(hubs.stream().sorted(Comparator.comparing(HubCase::id)).map(hub -> {
            var customer = Objects.requireNonNull(owner.apply(hub));
            var change = new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), customer.toString());
            return new CaseChanged(hub.of(customer), Kind.CHANGED, List.of(change), "system:hub", null, null);
        }).toList(), cause, clock.instant());
    }
}
