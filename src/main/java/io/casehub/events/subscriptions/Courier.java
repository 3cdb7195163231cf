package io.casehub.events.subscriptions;

import io.casehub.events.CloudEvents;
import io.casehub.events.Events;
import io.casehub.events.Unread;
import io.casehub.events.subscriptions.SubscriptionDeliveries.Leased;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells each subscription what it chose. Every node does; each has its own turns with each
 * subscription, so a slow receiver waits for itself alone.
 */
@Component
class Courier implements SmartLifecycle, Unread {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final Duration LOOK = Duration.ofMillis(500);
    /** A hub with many events does not look at every subscription for each. */
    private static final Duration ROUND = Duration.ofMillis(100);
    private static final Duration FORGETTING = Duration.ofHours(1);
    private static final int AT_ONCE = 4;

    private final Events events;
    private final CloudEvents form;
    private final SubscriptionTable table;
    private final SubscriptionDeliveries deliveries;
    private final Choosing choosing;
    private final Receiver receiver;
    private final Fates fates;
    private final Duration lease;
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    private volatile boolean isRunning;
    private ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Courier(Events events, CloudEvents form, SubscriptionTable table, SubscriptionDeliveries deliveries,
            Choosing choosing, Receiver receiver, Fates fates, WebhookSettings settings) {
        this.events = events;
        this.form = form;
        this.table = table;
        this.deliveries = deliveries;
        this.choosing = choosing;
        this.receiver = receiver;
        this.fates = fates;
        // one that waits for a connection, then connects, then waits for an answer
        this.lease = settings.timeout().multipliedBy(2).plusSeconds(20);
    }

    @Override
    public long behind() {
        return table.unread();
    }

    @Override
    public void start() {
        isRunning = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        threads.submit(this::run);
    }

    @Override
    public void stop() {
        isRunning = false;
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    private void run() {
        boolean isWell = true;
        var forgotten = Instant.MIN;
        while (isRunning) {
            try {
                table.awake().stream().filter(busy::add).forEach(id -> threads.submit(() -> serve(id)));
                if (forgotten.isBefore(Instant.now().minus(FORGETTING))) {
                    deliveries.forget(events.oldest());
                    forgotten = Instant.now();
                }
                isWell = true;
                Thread.sleep(ROUND);
                events.behind(events.last(), LOOK);
            } catch (DataAccessException | TransactionException e) {
                if (isWell && isRunning) {
                    LOG.atWarn().addKeyValue("reason", e.getMessage()).log("subscriptions could not be read");
                }
                isWell = false;
                rest();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void serve(UUID id) {
        try {
            boolean isMore = true;
            while (isRunning && isMore) {
                isMore = choosing.choose(id) | carry(id);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.atWarn().addKeyValue("subscription", id).addKeyValue("reason", e.getClass().getSimpleName())
                    .log("a subscription could not be served; it is tried again");
        } finally {
            busy.remove(id);
        }
    }

    /** Tells some of what is due, side by side; whoever has failed is tried with one. */
    private boolean carry(UUID id) throws InterruptedException {
        var due = deliveries.lease(id, table.failures(id) > 0 ? 1 : AT_ONCE, lease);
        var running = due.stream().<Future<?>>map(leased -> threads.submit(() -> tell(leased))).toList();
        boolean isTaken = !due.isEmpty();
        for (var one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                LOG.atError().setCause(e.getCause()).addKeyValue("subscription", id)
                        .log("an event could not be told; it is told when its lease has run out");
                isTaken = false;
            }
        }
        return isTaken && table.awake().contains(id);
    }

    private void tell(Leased leased) {
        var event = events.find(leased.number());
        if (event.isEmpty()) {
            fates.lost(leased);
            return;
        }
        var choice = table.find(leased.subscription()).map(Subscription::choice);
        if (choice.isPresent()) { // else somebody removed it meanwhile
            fates.settle(leased, receiver.tell(table.address(leased.subscription()), String.valueOf(leased.number()),
                    form.of(event.get(), choice.get().sight())));
        }
    }

    private void rest() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            isRunning = false;
        }
    }
}
