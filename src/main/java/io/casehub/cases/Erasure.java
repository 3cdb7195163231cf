package io.casehub.cases;

import io.casehub.audit.AuditEntry;
import io.casehub.audit.AuditTrail;
import io.casehub.audit.Subject;
import io.casehub.audit.reads.RecordedReads;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.model.CustomerId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Erases what was written about a person: the texts of the comments on his cases, and the values
 * before and after in their histories; and what recorded reads showed of him. That something was
 * written, by whom and when, stays, and every chain of the audit trail still proves itself. What
 * systems said (their records, mails) is not touched.
 */
@Component
public class Erasure {

    private final CaseStore store;
    private final Comments comments;
    private final AuditTrail audit;
    private final RecordedReads reads;
    private final CustomerTraces traces;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Erasure(CaseStore store, Comments comments, AuditTrail audit, RecordedReads reads, CustomerTraces traces,
            Ledger ledger, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.comments = comments;
        this.audit = audit;
        this.reads = reads;
        this.traces = traces;
        this.ledger = ledger;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Erases in all cases of a customer. Done again it erases what was written since.
     *
     * @param customer who is nobody else by now: a survivor
     */
    @Transactional
    public Erased erase(CustomerId customer, String actor) {
        var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var cause = "erasure of customer " + customer;
        var touched = new ArrayList<CaseChanged>();
        int texts = 0;
        int entries = 0;
        var hubs = store.lockOf(List.of(customer));
        for (var hub : hubs) {
            int written = comments.erase(hub.id());
            int emptied = audit.erase(new Subject("case", hub.id().toString()), at, actor, cause);
            if (written + emptied > 0) {
                touched.add(new CaseChanged(hub.touched(at), Kind.CHANGED, List.of(), actor, null, null));
            }
            texts += written;
            entries += emptied;
        }
        ledger.write(touched, cause, at);
        events.publishEvent(new CasesErased(hubs.stream().map(HubCase::id).toList(), customer));
        var subject = new Subject("customer", customer.toString());
        entries += audit.erase(subject, at, actor, cause);
        int shown = reads.erase(traces.of(customer));
        audit.append(new AuditEntry(subject, at, actor, "customer.erased", null, null, null,
                "cases " + touched.size() + ", comments " + texts + ", entries " + entries + ", reads " + shown));
        return new Erased(touched.size(), texts, entries, shown);
    }

    /**
     * What was erased.
     *
     * @param entries of the audit trail that had values
     * @param reads whose contents were kept
     */
    public record Erased(int cases, int comments, int entries, int reads) {}
}
