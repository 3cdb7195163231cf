package io.casehub.outbound;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.model.CaseStatus;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.Outbox.Leased;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Carries one command and settles its fate. */
@Component
class Dispatch {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Outbox outbox;
    private final Cases cases;
    private final Carrier carrier;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Dispatch(Outbox outbox, Cases cases, Carrier carrier, AuditTrail audit, ApplicationEventPublisher events,
            MeterRegistry meters, TransactionTemplate transaction, Clock clock) {
        this.outbox = outbox;
        this.cases = cases;
        this.carrier = carrier;
        this.audit = audit;
        this.events = events;
        this.meters = meters;
        this.transaction = transaction;
        this.clock = clock;
    }

    void carry(Leased leased) {
        var delivery = leased.delivery();
        if (leased.wasSending() && !carrier.isRepeatable(delivery.record().system(), delivery.kind())) {
            settle(leased, new Outcome.Unknown("the hub stopped while sending"));
            return;
        }
        var link = cases.linked(List.of(delivery.record())).get(delivery.record());
        var command = new Command(delivery.id(), delivery.caseId(), delivery.record().system(), delivery.record(),
                delivery.kind(), leased.payload(), link == null ? 0 : link.sequence(), delivery.attempts());
        settle(leased, judged(carrier.carry(command), command, link));
    }

    /**
     * A conflict is none where the record changed elsewhere only, or already says what it was to be
     * told.
     */
    private Outcome judged(Outcome outcome, Command command, @Nullable CaseLink link) {
        if (!(outcome instanceof Outcome.Conflict conflict) || command.kind() != CommandKind.CASE_STATUS) {
            return outcome;
        }
        if (conflict.status() != null && conflict.status().word().equals(command.value())) {
            return new Outcome.Delivered(conflict.status(), conflict.sourceStatus(), conflict.sequence(),
                    "it already says so");
        }
        if (link != null && link.status() != null && link.status() == conflict.status()
                && conflict.sequence() > link.sequence()) {
            cases.told(command.record(), link.status(), conflict.sourceStatus(), conflict.sequence());
            return new Outcome.NotReached("the record has a newer version, with the same status", Duration.ZERO);
        }
        return outcome;
    }

    private void settle(Leased leased, Outcome outcome) {
        var delivery = leased.delivery();
        switch (outcome) {
            case Outcome.Delivered delivered -> settle(leased, State.DELIVERED, delivered.answer(), delivered);
            case Outcome.Refused(var reason) -> settle(leased, State.REFUSED, reason, null);
            case Outcome.Conflict conflict -> settle(leased, State.CONFLICT, conflict.reason(), null);
            case Outcome.Sent(var how) -> settle(leased, State.SENT, how, null);
            case Outcome.NotReached(var reason, var retryAfter) -> again(leased, reason, retryAfter);
            case Outcome.Unknown(var reason) -> {
                if (carrier.isRepeatable(delivery.record().system(), delivery.kind())) {
                    again(leased, reason, Duration.ofSeconds(1));
                } else {
                    settle(leased, State.UNKNOWN, reason, null);
                }
            }
        }
    }

    /** A status that somebody else set there is none of ours: the next pull is to find it. */
    private boolean isOurs(Delivery delivery, CaseStatus status) {
        var link = cases.linked(List.of(delivery.record())).get(delivery.record());
        return delivery.kind() == CommandKind.CASE_STATUS || link != null && link.status() == status;
    }

    private void again(Leased leased, String reason, Duration atLeast) {
        var grown = Duration.ofSeconds(1L << Math.min(leased.delivery().attempts() - 1, 6));
        var wait = atLeast.isZero() ? Duration.ZERO : longer(atLeast, shorter(grown, LONGEST_WAIT));
        var jittered = wait
                .plusMillis(wait.isZero() ? 0 : ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1));
        count(leased.delivery(), "again");
        outbox.settle(leased, State.PENDING, reason, jittered, 0);
    }

    private void settle(Leased leased, State state, String outcome, Outcome.@Nullable Delivered delivered) {
        var delivery = leased.delivery();
        transaction.executeWithoutResult(status -> {
            cases.hold(List.of(delivery.caseId()));
            if (!outbox.settle(leased, state, outcome, Duration.ZERO, delivered == null ? 0 : delivered.sequence())) {
                return; // somebody else holds it by now
            }
            if (delivered != null && delivered.status() != null && isOurs(delivery, delivered.status())) {
                CaseStatus known = delivered.status();
                cases.told(delivery.record(), known, delivered.sourceStatus(), delivered.sequence());
            }
            if (state.isSettled() || state == State.UNKNOWN) {
                settled(delivery, state);
            }
        });
        if (state == State.SENT) {
            count(delivery, state.word());
        }
    }

    /**
     * Tells of a command whose fate is known: to the case's history, to the meters, to whoever listens.
     */
    void settled(Delivery delivery, State state) {
        audit.append(new AuditEntry(new Subject("case", delivery.caseId().toString()), clock.instant(), "system:hub",
                "delivery." + state.word(), delivery.kind().word(), null, delivery.record().toString(),
                "delivery " + delivery.id()));
        outbox.find(delivery.id()).map(DeliverySettled::new).ifPresent(events::publishEvent);
        count(delivery, state.word());
    }

    private void count(Delivery delivery, String outcome) {
        meters.counter("casehub.deliveries", "system", delivery.record().system(), "kind", delivery.kind().word(),
                "outcome", outcome).increment();
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
