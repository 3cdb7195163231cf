package io.casehub.events.subscriptions;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.events.subscriptions.Receiver.Reply;
import io.casehub.events.subscriptions.Subscription.State;
import io.casehub.events.subscriptions.SubscriptionDeliveries.Leased;
import io.casehub.events.subscriptions.SubscriptionDelivery.Fate;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What follows from a receiver's reply, for the event and for all others that wait for him. */
@Component
class Fates {

    private final SubscriptionTable table;
    private final SubscriptionDeliveries deliveries;
    private final AuditTrail audit;
    private final MeterRegistry meters;
    private final WebhookSettings settings;
    private final Clock clock;

    Fates(SubscriptionTable table, SubscriptionDeliveries deliveries, AuditTrail audit, MeterRegistry meters,
            WebhookSettings settings, Clock clock) {
        this.table = table;
        this.deliveries = deliveries;
        this.audit = audit;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Locks the subscription before the delivery, as whoever chooses does. */
    @Transactional
    void settle(Leased leased, Reply reply) {
        var held = table.hold(leased.subscription());
        if (held.isEmpty()) {
            return; // somebody removed it meanwhile, and the delivery with it
        }
        if (reply.isTaken()) {
            if (deliveries.settle(leased, Fate.DELIVERED, reply)) {
                count("delivered");
            }
            table.works(leased.subscription());
            return;
        }
        var again = deliveries.again(leased, reply, reply.pause().map(this::bounded)
                .orElseGet(() -> backOff(leased.attempts())), settings.giveUp());
        again.ifPresent(fate -> count(fate == Fate.FAILED ? "failed" : "again"));
        if (again.isPresent() && !reply.isAboutTheEvent()) {
            rest(held.get(), reply);
        }
    }

    /** The event is kept no more: its delivery waited for longer than events are kept. */
    @Transactional
    void lost(Leased leased) {
        if (deliveries.settle(leased, Fate.FAILED, new Reply(0, "the event is kept no more", Optional.empty()))) {
            count("failed");
        }
    }

    /** The receiver is left alone for a while, or for good. */
    private void rest(Subscription one, Reply reply) {
        if (one.state() != State.ACTIVE) {
            return;
        }
        boolean isHopeless = one.failingSince() != null
                && one.failingSince().isBefore(clock.instant().minus(settings.giveUp()));
        if (reply.isEndOfAll() || isHopeless) {
            var reason = reply.isEndOfAll() ? "the receiver wants no more" : "the receiver has failed for too long";
            table.become(one.id(), State.STOPPED, reason + ": " + reply.reason());
            audit.append(new AuditEntry(new Subject("subscription", one.id().toString()), clock.instant(),
                    "system:hub", "subscription.stopped", null, null, reason, reply.reason()));
            return;
        }
        int failures = table.failures(one.id());
        table.fails(one.id(), reply.pause().map(this::bounded).orElseGet(() -> backOff(failures)));
    }

    /** Twice as long after each failure, and never all at one time. */
    private Duration backOff(int failures) {
        var grown = settings.firstRetry().multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
        return jittered(bounded(grown));
    }

    private Duration bounded(Duration wait) {
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(settings.longestRetry()) > 0 ? settings.longestRetry() : wait;
    }

    private static Duration jittered(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(wait.toMillis() / 3 + 1));
    }

    private void count(String outcome) {
        meters.counter("casehub.events.webhooks", "outcome", outcome).increment();
    }
}
