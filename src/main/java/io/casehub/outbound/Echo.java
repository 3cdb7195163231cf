package io.casehub.outbound;

import io.casehub.cases.Cases;
import io.casehub.cases.StatusRules;
import io.casehub.ingest.PageStored;
import io.casehub.ingest.StoredRecord;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Recognises our own changes when a pull brings them back. It looks before the cases do, so that a
 * case does not follow a source that merely did what it was told.
 */
@Component
class Echo {

    private static final int BEFORE_IDENTITY = 10;

    private final Outbox outbox;
    private final Cases cases;
    private final StatusRules rules;

    Echo(Outbox outbox, Cases cases, StatusRules rules) {
        this.outbox = outbox;
        this.cases = cases;
        this.rules = rules;
    }

    @EventListener
    @Order(BEFORE_IDENTITY)
    void on(PageStored page) {
        var said = page.records().stream()
                .map(StoredRecord::record)
                .filter(CaseRecord.class::isInstance)
                .map(CaseRecord.class::cast)
                .collect(Collectors.toMap(CaseRecord::source, Function.identity()));
        if (said.isEmpty()) {
            return;
        }
        var unechoed = outbox.unechoed(said.keySet());
        cases.hold(unechoed.stream().map(Delivery::caseId).distinct().toList());
        var echoed = new ArrayList<UUID>();
        for (var delivery : unechoed) {
            var record = Objects.requireNonNull(said.get(delivery.record()));
            boolean isLater = delivery.sequence() > 0 && record.revision().sequence() > delivery.sequence();
            boolean isOurs = !isLater && heard(delivery) == record.status();
            if (isOurs) {
                cases.told(record.source(), record.status(), record.sourceStatus(), record.revision().sequence());
            }
            if (isOurs || isLater) { // what came later has ours in it, and more
                echoed.add(delivery.id());
            }
        }
        if (!echoed.isEmpty()) {
            outbox.echoed(echoed);
        }
    }

    /** What the system says once it was told what it was told. */
    private CaseStatus heard(Delivery delivery) {
        var told = CodeWord.find(CaseStatus.class, ExactJson.parse(delivery.payload()).path("value").asText())
                .orElse(CaseStatus.UNKNOWN);
        return rules.readBack(delivery.record().system(), told);
    }
}
