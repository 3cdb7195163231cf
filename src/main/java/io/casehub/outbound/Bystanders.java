package io.casehub.outbound;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.identity.Customers;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells systems that keep no cases how a case goes, on their own record of its order or its
 * customer. They hear of changes, whoever made them, and not of a case that is opened.
 */
@Component
class Bystanders {

    private final Outbox outbox;
    private final Cases cases;
    private final Customers customers;
    private final Carrier carrier;
    private final Worker worker;

    Bystanders(Outbox outbox, Cases cases, Customers customers, Carrier carrier, Worker worker) {
        this.outbox = outbox;
        this.cases = cases;
        this.customers = customers;
        this.carrier = carrier;
        this.worker = worker;
    }

    @EventListener
    void on(CasesChanged changes) {
        var moved = changes.cases().stream().filter(changed -> changed.change(CaseField.STATUS).isPresent()).toList();
        var hearing = moved.isEmpty() ? Map.<String, List<Entity>>of() : carrier.hearing();
        if (hearing.isEmpty()) {
            return;
        }
        Map<CaseId, List<CaseLink>> links = cases.links(moved.stream().map(changed -> changed.now().id()).distinct()
                .toList()).stream()
                .filter(link -> link.source().entity() == Entity.CASE && !link.isGone())
                .collect(Collectors.groupingBy(CaseLink::caseId));
        moved.forEach(changed -> tell(changed, links.getOrDefault(changed.now().id(), List.of()), hearing));
        worker.wakeAfterCommit();
    }

    private void tell(CaseChanged changed, List<CaseLink> links, Map<String, List<Entity>> hearing) {
        var involved = Stream.concat(links.stream().map(link -> link.source().system()),
                Stream.ofNullable(changed.source())).collect(Collectors.toSet());
        var payload = JsonNodeFactory.instance.objectNode()
                .put("value", changed.change(CaseField.STATUS).orElseThrow().after())
                .put("case", changed.now().number());
        hearing.forEach((system, entities) -> {
            if (!involved.contains(system)) {
                entities.stream().flatMap(entity -> record(system, entity, changed, links).stream()).findFirst()
                        .ifPresent(record -> outbox.add(Topic.of(changed.now().id()), record, CommandKind.CASE_NOTE,
                                payload, changed.actor(), carrier.expected(system, CommandKind.CASE_NOTE)));
            }
        });
    }

    /** What a system has that a case is about. */
    private Optional<SourceRef> record(String system, Entity entity, CaseChanged changed, List<CaseLink> links) {
        var customer = changed.now().customer();
        var records = switch (entity) {
            case ORDER -> links.stream().map(CaseLink::order).filter(Objects::nonNull).distinct()
                    .flatMap(number -> customers.orders(number, customer).stream());
            case CUSTOMER -> Optional.ofNullable(customer).stream()
                    .flatMap(somebody -> customers.records(somebody).stream());
            default -> Stream.<SourceRef>empty();
        };
        return records.filter(record -> record.system().equals(system)).findFirst();
    }
}
