package io.casehub.outbound;

import io.casehub.identity.PageIdentified;
import io.casehub.model.CustomerRecord;
import io.casehub.model.SourceRef;
import io.casehub.outbound.corrections.Correction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Hears what customer records say that were corrected: that a correction has come back, or that the
 * record has gone on without it. It only marks the commands; who tells them settles them.
 */
@Component
class CorrectionEcho {

    private static final int BEFORE_VIEWS = 80;

    private final CorrectionRows rows;
    private final Standings standings;

    CorrectionEcho(CorrectionRows rows, Standings standings) {
        this.rows = rows;
        this.standings = standings;
    }

    @EventListener
    @Order(BEFORE_VIEWS)
    void on(PageIdentified page) {
        var said = page.records().stream().map(owned -> owned.stored().record())
                .filter(CustomerRecord.class::isInstance)
                .map(CustomerRecord.class::cast)
                .collect(Collectors.toMap(CustomerRecord::source, Function.identity()));
        if (!said.isEmpty()) {
            hear(said);
        }
    }

    private void hear(Map<SourceRef, CustomerRecord> said) {
        rows.standing(said.keySet()).forEach(command -> {
            var record = Objects.requireNonNull(said.get(command.record()));
            var correction = Correction.read(command.said());
            if (correction.isSaidBy(record)) {
                standings.echoed(List.of(command));
            } else if (isOver(command, correction, record)) {
                standings.passed(command);
            }
        });
    }

    /**
     * Whether the record has said something else since, so that nothing more comes of the correction.
     */
    private static boolean isOver(Delivery command, Correction correction, CustomerRecord record) {
        var trace = command.trace();
        return switch (command.state()) {
            case PENDING, SENDING, SENT, UNKNOWN -> false;
            case DELIVERED -> trace.sequence() > 0
                    ? record.revision().sequence() > trace.sequence()
                    : trace.changedAt() != null
                            ? record.revision().changedAt().isAfter(trace.changedAt())
                            : !correction.isUntouched(record);
            case REFUSED, PARKED -> !correction.isUntouched(record);
            case CONFLICT -> !correction.said(record).toString().equals(trace.theirs());
        };
    }
}
