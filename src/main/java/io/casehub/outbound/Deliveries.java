package io.casehub.outbound;

import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import io.casehub.outbound.Delivery.State;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what was written back where, with which outcome. */
@Component
@Transactional
public class Deliveries {

    private final Outbox outbox;
    private final Breakers breakers;
    private final Registrar registrar;
    private final Cases cases;
    private final Hold hold;

    Deliveries(Outbox outbox, Breakers breakers, Registrar registrar, Cases cases, Hold hold) {
        this.outbox = outbox;
        this.breakers = breakers;
        this.registrar = registrar;
        this.cases = cases;
        this.hold = hold;
    }

    /** The newest commands of a case and those that lead to it, newest first, at most 1000. */
    @Transactional(readOnly = true)
    public List<Delivery> of(CaseId id) {
        return of(id, Optional.empty(), DeliverySearch.MOST_OF_A_CASE);
    }

    /** A page of the same, behind one of them. */
    @Transactional(readOnly = true)
    public List<Delivery> of(CaseId id, Optional<UUID> behind, int limit) {
        return outbox.search(DeliverySearch.of(cases.family(id), behind, limit));
    }

    @Transactional(readOnly = true)
    public List<Delivery> search(DeliverySearch search) {
        return outbox.search(search);
    }

    @Transactional(readOnly = true)
    public Optional<Delivery> find(UUID id) {
        return outbox.find(id);
    }

    /**
     * The systems that were not reached when they were last told something, and are left alone for now.
     */
    @Transactional(readOnly = true)
    public Collection<BrokenSystem> broken() {
        return breakers.broken().values();
    }

    /**
     * Takes the answer of a system that answers by another way than it is told. A second answer changes
     * nothing.
     */
    public void answered(UUID id, boolean isAccepted, String words) {
        outbox.find(id).ifPresent(delivery -> {
            hold.on(delivery.topic());
            var how = isAccepted
                    ? Settlement.delivered(null, Confirmation.REPLY, words)
                    : Settlement.of(State.REFUSED, words);
            if (outbox.answered(id, how)) {
                registrar.settled(delivery, how.state());
            }
        });
    }
}
