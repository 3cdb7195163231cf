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
import io.casehub.model.Entity;
import java.util.List;
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

    private static final List<CommandKind> FIELDS = List.of(CommandKind.CASE_STATUS, CommandKind.CASE_PRIORITY,
            CommandKind.CASE_ASSIGNEE);

    private final Outbox outbox;
    private final Cases cases;
    private final StatusRules statuses;
    private final FieldRules fields;
    private final Carrier carrier;
    private final Worker worker;

    Enqueue(Outbox outbox, Cases cases, StatusRules statuses, FieldRules fields, Carrier carrier,
            Worker worker) {
        this.outbox = outbox;
        this.cases = cases;
        this.statuses = statuses;
        this.fields = fields;
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
        return changed.comment() != null || !changed.changes().isEmpty();
    }

    private void tell(CaseChanged changed, CaseLink link) {
        var system = link.source().system();
        FIELDS.forEach(kind -> changed.change(kind.field().orElseThrow())
                .filter(change -> isTold(changed, system, change))
                .ifPresent(change -> add(changed, link, kind, payload(change.after()))));
        if (changed.comment() != null && fields.of("comment").isTold(system)) {
            add(changed, link, CommandKind.CASE_COMMENT,
                    payload(changed.comment().text()).put("internal", changed.comment().isInternal()));
        }
        carrier.declared(system).forEach((kind, field) -> changed.changes().stream()
                .filter(change -> field.equals(name(change)))
                .filter(change -> isTold(changed, system, change))
                .forEach(change -> add(changed, link, kind, payload(change.after()))));
    }

    /**
     * What a rule of the hub's own did stays here. What other systems did is passed on, and which
     * statuses, as the rules of statuses say.
     */
    private boolean isTold(CaseChanged changed, String system, Change change) {
        boolean byAgent = !changed.actor().startsWith("system:") && !changed.actor().startsWith("rule:");
        return fields.of(name(change)).isTold(system) && (change.field() == CaseField.STATUS
                ? statuses.isTold(system, changed.now().status(), byAgent)
                : byAgent);
    }

    /** As the rules of fields and connectors name it. */
    private static String name(Change change) {
        return change.field() == CaseField.FIELD ? "fields." + change.name() : change.field().word();
    }

    private void add(CaseChanged changed, CaseLink link, CommandKind kind, ObjectNode payload) {
        var system = link.source().system();
        if (carrier.carries(system, kind)) {
            outbox.add(Topic.of(changed.now().id()), link.source(), kind, payload.put("case", changed.now().number()),
                    changed.actor(), carrier.expected(system, kind));
        }
    }

    private static ObjectNode payload(@Nullable String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value);
    }
}
