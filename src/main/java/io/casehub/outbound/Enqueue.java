package io.casehub.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.Change;
import io.casehub.cases.StatusRules;
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
    private final StatusRules rules;
    private final Carrier carrier;
    private final Worker worker;

    Enqueue(Outbox outbox, Cases cases, StatusRules rules, Carrier carrier, Worker worker) {
        this.outbox = outbox;
        this.cases = cases;
        this.rules = rules;
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
                .filter(change -> isTold(changed, link, change))
                .ifPresent(change -> add(changed, link, kind, payload(change.after()))));
        if (changed.comment() != null) {
            add(changed, link, CommandKind.CASE_COMMENT,
                    payload(changed.comment().text()).put("internal", changed.comment().isInternal()));
        }
    }

    /**
     * What a rule of the hub's own did stays here. What other systems did is passed on, and which
     * statuses, as the rules of statuses say.
     */
    private boolean isTold(CaseChanged changed, CaseLink link, Change change) {
        boolean byAgent = !changed.actor().startsWith("system:") && !changed.actor().startsWith("rule:");
        return change.field() == CaseField.STATUS
                ? rules.isTold(link.source().system(), changed.now().status(), byAgent)
                : byAgent;
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
