package io.casehub.outbound;

import io.casehub.cases.Cases;
import io.casehub.model.CaseId;
import io.casehub.outbound.Delivery.State;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what was written back where, with which outcome. */
@Component
@Transactional
public class Deliveries {

    private final Outbox outbox;
    private final Dispatch dispatch;
    private final Cases cases;

    Deliveries(Outbox outbox, Dispatch dispatch, Cases cases) {
        this.cases = cases;
        this.outbox = outbox;
        this.dispatch = dispatch;
    }

    /** Every command of a case, newest first. */
    @Transactional(readOnly = true)
    public List<Delivery> of(CaseId id) {
        return outbox.of(id);
    }

    /**
     * Takes the answer of a system that answers by another way than it is told. A second answer changes
     * nothing.
     */
    public void answered(UUID id, boolean isAccepted, String words) {
        var state = isAccepted ? State.DELIVERED : State.REFUSED;
        outbox.find(id).ifPresent(delivery -> {
            cases.hold(List.of(delivery.caseId()));
            if (outbox.answered(id, state, words)) {
                dispatch.settled(delivery, state);
            }
        });
    }
}
