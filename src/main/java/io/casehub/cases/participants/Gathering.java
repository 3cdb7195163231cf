package io.casehub.cases.participants;

import io.casehub.audit.AuditTrail;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.CaseComment;
import io.casehub.cases.CaseField;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.participants.ParticipantTable.Arrival;
import io.casehub.model.CustomerId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Lets those take part who do so by themselves: a case's customer, who has it, and whom a comment
 * calls. What they follow from stands in the history already; only the call of a person is entered.
 */
@Component
class Gathering {

    private static final int BEFORE_OTHERS_HEAR = 10;

    private final ParticipantTable table;
    private final AuditTrail audit;
    private final Clock clock;

    Gathering(ParticipantTable table, AuditTrail audit, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    @Order(BEFORE_OTHERS_HEAR)
    void on(CasesChanged changes) {
        var coming = new ArrayList<Arrival>();
        for (var changed : changes.cases()) {
            var hub = changed.now();
            var customer = changed.change(CaseField.CUSTOMER);
            customer.filter(change -> change.before() != null).ifPresent(change -> table.replaceCustomer(hub.id(),
                    new CustomerId(UUID.fromString(change.before()))));
            boolean isNew = changed.kind() == Kind.OPENED;
            if (hub.customer() != null && (isNew || customer.isPresent())) {
                coming.add(new Arrival(hub.id(), usual(Role.CUSTOMER, Who.customer(hub.customer()))));
            }
            if (hub.assignee() != null && (isNew || changed.change(CaseField.ASSIGNEE).isPresent())) {
                coming.add(new Arrival(hub.id(), usual(Role.AGENT, Who.caller(hub.assignee()))));
            }
            if (changed.comment() != null) {
                call(changed, changed.comment());
            }
        }
        if (!coming.isEmpty()) {
            table.gather(coming, clock.instant().truncatedTo(ChronoUnit.MICROS));
        }
    }

    /** Whoever takes part by his own name already sees what is internal and is not asked in again. */
    private void call(CaseChanged commented, CaseComment comment) {
        if (comment.mentions().isEmpty()) {
            return;
        }
        var id = commented.now().id();
        var present = table.of(List.of(id)).stream().filter(one -> one.is().sees() == Sight.INTERNAL)
                .map(one -> one.is().who()).toList();
        comment.mentions().stream().map(Who::caller).filter(who -> !present.contains(who)).forEach(who -> {
            var expert = usual(Role.EXPERT, who);
            table.put(id, expert, commented.actor(), comment.at());
            audit.append(Participants.entry(id, commented.actor(), "participant.added", null, expert, "mentioned",
                    comment.at()));
        });
    }

    private static NewParticipant usual(Role role, Who who) {
        return NewParticipant.of(role, who, null, null, null);
    }
}
