package io.casehub.events.subscriptions;

import io.casehub.cases.sharing.Shares;
import io.casehub.events.Event;
import io.casehub.events.Events;
import io.casehub.events.subscriptions.Subscription.State;
import io.casehub.identity.Customers;
import io.casehub.model.CaseId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes deliveries of the events that a subscription wants, each event looked at once. */
@Component
class Choosing {

    /** Enough for a receiver to be busy, and no more: the rest waits in the log. */
    private static final int MOST_PENDING = 1000;

    private final SubscriptionTable table;
    private final SubscriptionDeliveries deliveries;
    private final Events events;
    private final Shares shares;
    private final Customers customers;

    Choosing(SubscriptionTable table, SubscriptionDeliveries deliveries, Events events, Shares shares,
            Customers customers) {
        this.table = table;
        this.deliveries = deliveries;
        this.events = events;
        this.shares = shares;
        this.customers = customers;
    }

    /** Goes on some way; false where there is nothing more for now. */
    @Transactional
    boolean choose(UUID id) throws InterruptedException {
        var held = table.holdActive(id);
        if (held.isEmpty() || deliveries.pending(id) >= MOST_PENDING) {
            return false;
        }
        var one = held.get();
        if (one.told() < events.oldest()) {
            table.become(id, State.STOPPED, "what happened behind event " + one.told()
                    + " is kept no more: replay from a later time");
            return false;
        }
        var came = events.behind(one.told(), Duration.ZERO);
        if (came.isEmpty()) {
            return false;
        }
        deliveries.add(id, wanted(one.choice().following(who -> customers.survivor(who).orElse(who)), came));
        table.chosen(id, came.getLast().number());
        return true;
    }

    private List<Event> wanted(Choice choice, List<Event> came) {
        var fitting = came.stream().filter(choice::fits).toList();
        if (choice.partner() == null || fitting.isEmpty()) {
            return fitting;
        }
        Set<CaseId> shared = new HashSet<>(shares.with(choice.partner()));
        return fitting.stream().filter(event -> shared.contains(event.hubCase())).toList();
    }
}
