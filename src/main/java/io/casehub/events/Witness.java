package io.casehub.events;

import io.casehub.cases.CaseChanged;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.CasesRegrouped;
import io.casehub.cases.HubCase;
import io.casehub.identity.PageIdentified;
import io.casehub.model.CaseId;
import io.casehub.model.CustomerId;
import io.casehub.outbound.Delivery;
import io.casehub.outbound.DeliveryOverdue;
import io.casehub.outbound.DeliverySettled;
import io.casehub.view.SignalsChanged;
import io.casehub.view.ViewsChanged;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes down what other rooms did, in their transactions, and wakes the feed once they are
 * through.
 */
@Component
class Witness {

    private static final int BEHIND_THE_VIEW = 95;

    private final EventLog log;
    private final Feed feed;
    private final Cases cases;

    Witness(EventLog log, Feed feed, Cases cases) {
        this.log = log;
        this.feed = feed;
        this.cases = cases;
    }

    @EventListener
    @Order(BEHIND_THE_VIEW)
    void on(PageIdentified page) {
        note(page.merged(), merge -> Happening.merged(merge.retired(), merge.survivor()));
        note(page.regrouped(), Happening::regrouped);
    }

    @EventListener
    void on(ViewsChanged changed) {
        note(changed.sections().entrySet(), view -> Happening.changed(view.getKey(), view.getValue()));
    }

    @EventListener
    void on(SignalsChanged changed) {
        note(changed.changes(), Happening::signal);
    }

    @EventListener
    @Order(BEHIND_THE_VIEW)
    void on(CasesChanged changed) {
        note(changed.cases(), Happening::of);
        note(changed.cases().stream().flatMap(Witness::mentions).toList(), mention -> mention);
    }

    @EventListener
    @Order(BEHIND_THE_VIEW)
    void on(CasesRegrouped regrouped) {
        note(regrouped.merged().entrySet(),
                merge -> Happening.mergedCase(merge.getKey(), merge.getValue(), owner(merge.getValue())));
    }

    @EventListener
    void on(DeliverySettled settled) {
        note(List.of(settled.delivery()),
                delivery -> Happening.delivery("delivery.settled", delivery, owner(delivery)));
    }

    @EventListener
    void on(DeliveryOverdue overdue) {
        note(List.of(overdue.delivery()),
                delivery -> Happening.delivery("delivery.overdue", delivery, owner(delivery)));
    }

    /** What is told of one customer's cases keeps its order wherever it is carried. */
    private @Nullable CustomerId owner(Delivery delivery) {
        return delivery.topic().customer().orElseGet(() -> delivery.topic().hubCase().map(this::owner).orElse(null));
    }

    private @Nullable CustomerId owner(CaseId hubCase) {
        return cases.find(hubCase).map(HubCase::customer).orElse(null);
    }

    private <T> void note(Collection<T> happened, Function<T, Happening> as) {
        if (happened.isEmpty()) {
            return;
        }
        log.add(happened.stream().map(as).distinct().toList());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                feed.wake();
            }
        });
    }

    private static Stream<Happening> mentions(CaseChanged change) {
        return change.comment() == null
                ? Stream.empty()
                : change.comment().mentions().stream()
                        .map(name -> Happening.mentioned(change.now().id(), change.now().customer(), name));
    }
}
