package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.cases.Cases;
import io.casehub.cases.documents.Document;
import io.casehub.cases.documents.DocumentsAdded;
import io.casehub.cases.documents.Visibility;
import io.casehub.cases.linking.Linking;
import io.casehub.identity.PageIdentified;
import io.casehub.model.CaseRecord;
import io.casehub.model.DocumentRef;
import io.casehub.model.Entity;
import io.casehub.outbound.Delivery.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tells systems of the documents that agents put on a case, and knows them again by their digest
 * when a system shows them among its own. A command says which document it is; its bytes stay where
 * they are until they are sent.
 */
@Component
class Attachments {

    private static final int BEFORE_CASES = 5;

    private final Outbox outbox;
    private final Standings standings;
    private final Cases cases;
    private final Linking linking;
    private final FieldRules fields;
    private final Carrier carrier;
    private final Registrar registrar;
    private final Worker worker;

    Attachments(Outbox outbox, Standings standings, Cases cases, Linking linking, FieldRules fields,
            Carrier carrier, Registrar registrar, Worker worker) {
        this.outbox = outbox;
        this.standings = standings;
        this.cases = cases;
        this.linking = linking;
        this.fields = fields;
        this.carrier = carrier;
        this.registrar = registrar;
        this.worker = worker;
    }

    @EventListener
    void on(DocumentsAdded added) {
        var told = cases.links(List.of(added.to())).stream()
                .filter(link -> link.source().entity() == Entity.CASE && !link.isGone())
                .filter(link -> fields.of("attachment").isTold(link.source().system())
                        && carrier.carries(link.source().system(), CommandKind.CASE_ATTACHMENT))
                .toList();
        if (told.isEmpty()) {
            return;
        }
        var number = cases.get(added.to()).number();
        told.forEach(link -> added.documents().forEach(document -> outbox.add(Topic.of(added.to()), link.source(),
                CommandKind.CASE_ATTACHMENT, payload(document, number), added.actor(),
                carrier.expected(link.source().system(), CommandKind.CASE_ATTACHMENT))));
        worker.wakeAfterCommit();
    }

    private static JsonNode payload(Document document, String number) {
        return JsonNodeFactory.instance.objectNode().put("value", document.name())
                .put("document", document.id().toString()).put("title", document.title())
                .put("contentType", document.contentType()).put("size", document.size())
                .put("sha256", document.sha256()).put("internal", document.visibility() == Visibility.INTERNAL)
                .put("case", number);
    }

    @EventListener
    @Order(BEFORE_CASES)
    void on(PageIdentified page) {
        var naming = page.records().stream().map(owned -> owned.stored().record())
                .filter(CaseRecord.class::isInstance).map(CaseRecord.class::cast)
                .filter(record -> !digests(record).isEmpty())
                .collect(Collectors.toMap(CaseRecord::source, Function.identity()));
        if (naming.isEmpty()) {
            return;
        }
        linking.hold(page);
        var told = standings.attachments(naming.keySet());
        cases.hold(told.stream().flatMap(command -> command.topic().hubCase().stream()).distinct().toList());
        standings.attachments(naming.keySet()).stream().filter(command -> isIn(command, naming)).forEach(this::echoed);
    }

    private static boolean isIn(Delivery command, Map<?, CaseRecord> naming) {
        return digests(Objects.requireNonNull(naming.get(command.record())))
                .contains(command.said().path("sha256").asText());
    }

    private void echoed(Delivery command) {
        standings.echoed(List.of(command));
        boolean isOpen = command.state() == State.UNKNOWN || command.state() == State.SENT;
        if (isOpen && outbox.settle(command,
                Settlement.delivered(null, Confirmation.PULL, "found there by the next reading"))) {
            registrar.settled(command, State.DELIVERED);
        }
    }

    private static Set<String> digests(CaseRecord record) {
        return record.documents().stream().map(DocumentRef::sha256).filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }
}
