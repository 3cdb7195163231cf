package io.casehub.outbound;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.outbound.Delivery.State;
import io.casehub.outbound.corrections.CorrectionChanged;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells of commands whose fate is known: the history of what they are about, the meters, whoever
 * listens. Within the transaction that writes the fate down.
 */
@Component
class Registrar {

    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    Registrar(Outbox outbox, AuditTrail audit, ApplicationEventPublisher events, MeterRegistry meters, Clock clock) {
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    void settled(Delivery delivery, State state) {
        enter(delivery, "system:hub", "delivery." + state.word(), null);
        outbox.find(delivery.id()).map(DeliverySettled::new).ifPresent(events::publishEvent);
        show(delivery);
        count(delivery, state.word());
    }

    /** @param what somebody decided on it: {@code retry}, {@code drop}, … */
    void decided(Delivery delivery, String what, String actor, @Nullable String reason) {
        enter(delivery, actor, "delivery." + what, reason);
        show(delivery);
        count(delivery, what);
    }

    void overdue(Delivery delivery) {
        events.publishEvent(new DeliveryOverdue(delivery));
        count(delivery, "overdue");
    }

    void count(Delivery delivery, String outcome) {
        meters.counter("casehub.deliveries", "system", delivery.record().system(), "kind", delivery.kind().word(),
                "outcome", outcome).increment();
    }

    /** A correction is shown beside what its record says, with its fate. */
    private void show(Delivery delivery) {
        if (delivery.kind().equals(CommandKind.CONTACT_CORRECTION)) {
            events.publishEvent(new CorrectionChanged(delivery.record()));
        }
    }

    private void enter(Delivery delivery, String actor, String action, @Nullable String why) {
        audit.append(new AuditEntry(delivery.topic().subject(), clock.instant(), actor, action, delivery.kind().word(),
                null, delivery.record().toString(),
                "delivery " + delivery.id() + (why == null ? "" : ": " + why)));
    }
}
