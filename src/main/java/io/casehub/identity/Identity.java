package io.casehub.identity;

import io.casehub.identity.PageIdentified.Owned;
import io.casehub.ingest.PageStored;
import io.casehub.ingest.StoredRecord;
import io.casehub.model.Claim;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.Order;
import io.casehub.model.SourceRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Answers, for every page, whose its records are. The rooms that lock what is theirs listen to that
 * answer: they do so behind the locks that are taken here.
 */
@Component
class Identity {

    private final Resolver resolver;
    private final Claims claims;
    private final ApplicationEventPublisher events;

    Identity(Resolver resolver, Claims claims, ApplicationEventPublisher events) {
        this.resolver = resolver;
        this.claims = claims;
        this.events = events;
    }

    @EventListener
    void on(PageStored page) {
        var facts = page.records().stream().map(StoredRecord::record).filter(Fact.class::isInstance)
                .map(Fact.class::cast).toList();
        var resolution = resolver.resolve(
                page.records().stream().filter(stored -> stored.source().entity() == Entity.CUSTOMER).toList(), facts,
                page.records().stream().flatMap(Identity::keys).collect(Collectors.toSet()));
        var moved = attribute(facts, resolution);
        var owners = new HashMap<>(resolution.customers());
        owners.putAll(claims.owners(page.records().stream().map(StoredRecord::source)
                .filter(source -> source.entity() != Entity.CUSTOMER).toList()));
        moved.keySet().removeAll(owners.keySet());
        events.publishEvent(
                new PageIdentified(resolution.merges(), PageIdentified.moves(moved), resolution.regrouped(),
                        page.records().stream()
                                .map(stored -> new Owned(stored, owners.get(stored.source())))
                                .toList()));
    }

    /**
     * Files whose the page's facts say they are, and finds earlier facts that thereby get another
     * owner.
     */
    private Map<SourceRef, CustomerId> attribute(List<Fact> facts, Resolution resolution) {
        var orders = facts.stream().filter(Order.class::isInstance).map(Order.class::cast).toList();
        var numbers = orders.stream().map(Order::number).distinct().toList();
        var before = numbers.isEmpty() ? Map.<SourceRef, CustomerId>of() : claims.claimedByOrders(numbers);
        resolver.expect(facts.stream().flatMap(fact -> fact.claim().stream()).flatMap(Identity::named).distinct()
                .toList());
        if (!facts.isEmpty()) {
            claims.save(facts);
        }
        if (!orders.isEmpty()) {
            claims.saveOrders(orders);
        }
        var moved = numbers.isEmpty()
                ? new HashMap<SourceRef, CustomerId>()
                : new HashMap<>(claims.claimedByOrders(numbers));
        moved.entrySet().removeIf(owner -> owner.getValue().equals(before.get(owner.getKey())));
        if (!resolution.moved().isEmpty()) {
            moved.putAll(claims.claimedByRecords(resolution.moved()));
        }
        return moved;
    }

    /** What two pages could quarrel about, beside what matching looks at ({@link Arrival#locks}). */
    private static Stream<String> keys(StoredRecord stored) {
        var own = Stream.of(stored.source().toString());
        return switch (stored.record()) {
            case Order order -> Stream.concat(Stream.of("order:" + order.number()), keys(order));
            case Fact fact -> Stream.concat(keys(fact), Purchases.keys(fact));
            default -> own;
        };
    }

    private static Stream<String> keys(Fact fact) {
        return fact.claim().stream().map(claim -> switch (claim) {
            case Claim.ByRecord(var customer) -> customer.toString();
            case Claim.ByOrder(var number) -> "order:" + number;
        });
    }

    private static Stream<SourceRef> named(Claim claim) {
        return claim instanceof Claim.ByRecord(var customer) ? Stream.of(customer) : Stream.empty();
    }
}
