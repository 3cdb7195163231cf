package io.casehub.outbound;

import io.casehub.outbound.Delivery.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes commands out of their lanes: of each case or customer and system, and of each record, one
 * at a time and in order. Where the connector allows it, of several that set one field only the
 * last is taken.
 */
@Component
class Lanes {

    private final Outbox outbox;
    private final Carrier carrier;

    Lanes(Outbox outbox, Carrier carrier) {
        this.outbox = outbox;
        this.carrier = carrier;
    }

    /** The heads of a system's lanes, leased for a time. */
    @Transactional
    public List<Leased> take(String system, int most, Duration time) {
        return outbox.lease(system, most, time).stream().flatMap(head -> folded(head, time).stream()).toList();
    }

    private Optional<Leased> folded(Leased head, Duration time) {
        var command = head.delivery();
        if (head.was() != State.PENDING || command.trace().isUncertain()
                || !carrier.folds(command.record().system(), command.kind())) {
            return Optional.of(head);
        }
        // what stands between two of them keeps its place, so the run ends there
        var run = outbox.behind(command).stream().takeWhile(next -> next.state() == State.PENDING
                && next.kind().equals(command.kind()) && next.record().equals(command.record())
                && !next.trace().isUncertain()).toList();
        return run.isEmpty() ? Optional.of(head) : outbox.fold(head, run, time);
    }
}
