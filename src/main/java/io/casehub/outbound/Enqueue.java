package io.casehub.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Turns what agents do to a case into commands to the systems it stands for, in the transaction
 * that does it.
 */
@Component
class Enqueue {

    private static final Map<CaseField, CommandKind> TOLD = Map.of(
            CaseField.STATUS, CommandKind.CASE_STATUS,
            CaseField.PRIORITY, CommandKind.CASE_PRIORITY,
            CaseField.ASSIGNEE, CommandKind.CASE_ASSIGNEE);

    private final Outbox outbox;
    private final Cases cases;
    private final Carrier carrier;
    private final Worker worker;

    Enqueue(Outbox outbox, Cases cases, Carrier carrier, Worker worker) {
        this.outbox = outbox;
        this.cases = cases;
        this.carrier = carrier;
        this.worker = worker;
    }

    @EventListener
    void on(CasesChanged changes) {
        var telling = changes.cases().stream().filter(Enqueue::isToTell).toList();
        if (telling.isEmpty()) {
            return;
        }
        var links = cases.links(telling.stream().map(changed -> changed.now().id()).distinct().toList()).stream()
                .filter(link -> link.source().entity() == Entity.CASE && !link.isGone())
                .collect(Collectors.groupingBy(CaseLink::caseId));
        telling.forEach(changed -> links.getOrDefault(changed.now().id(), List.of()).stream()
                .filter(link -> !link.source().system().equals(changed.source()))
                .forEach(link -> tell(changed, link)));
        worker.wakeAfterCommit();
    }

    private static boolean isToTell(CaseChanged changed) {
        return changed.comment() != null || TOLD.keySet().stream().anyMatch(field -> changed.change(field).isPresent());
    }

    private void tell(CaseChanged changed, CaseLink link) {
        TOLD.forEach((field, kind) -> changed.change(field)
                .ifPresent(change -> add(changed, link, kind, payload(change.after()))));
        if (changed.comment() != null) {
            add(changed, link, CommandKind.CASE_COMMENT,
                    payload(changed.comment().text()).put("internal", changed.comment().isInternal()));
        }
    }

    private void add(CaseChanged changed, CaseLink link, CommandKind kind, ObjectNode payload) {
        if (carrier.carries(link.source().system(), kind)) {
            CaseId id = changed.now().id();
            outbox.add(id, link.source(), kind, payload.put("case", changed.now().number()), changed.actor());
        }
    }

    private static ObjectNode payload(@Nullable String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value);
    }
}
