package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.Regroup.By;
import io.casehub.cases.linking.Edge;
import io.casehub.cases.linking.Edge.Verdict;
import io.casehub.cases.linking.Linking;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door by which records come into the case they belong to. */
@Component
@Transactional
public class Joining {

    private final CaseStore store;
    private final Links links;
    private final Linking linking;
    private final Regroup regroup;
    private final Ledger ledger;
    private final Clock clock;

    Joining(CaseStore store, Links links, Linking linking, Regroup regroup, Ledger ledger, Clock clock) {
        this.store = store;
        this.links = links;
        this.linking = linking;
        this.regroup = regroup;
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Adds a record to what a case stands for. A case that was resolved is open again where the record
     * says so.
     */
    public HubCase join(CaseId id, SourceRef record, String evidence, boolean reopens, Instant at) {
        var hub = store.locked(id);
        linking.tie(record, hub.origin(), evidence);
        return admit(hub, record, evidence, reopens, at);
    }

    /**
     * Adds a record to the case that what it says speaks for; empty where it speaks for none. Otherwise
     * as {@link #join}.
     */
    public Optional<HubCase> joinByEvidence(SourceRef record, boolean reopens, Instant at) {
        var group = linking.together(List.of(record)).groups().stream().filter(members -> members.contains(record))
                .findFirst();
        return group
                .flatMap(members -> links.find(members).values().stream().min(Comparator.comparing(CaseLink::source)))
                .map(beside -> admit(store.locked(beside.caseId()), record, why(record, beside.source()), reopens, at));
    }

    private HubCase admit(HubCase hub, SourceRef record, String evidence, boolean reopens, Instant at) {
        links.save(List.of(CaseLink.to(hub.id(), record, evidence)));
        var changes = new ArrayList<Change>();
        var changed = hub.touched(at);
        if (reopens && !hub.status().isInHand() && isAfterAll(hub.id(), at)) {
            changes.add(new Change(CaseField.STATUS, hub.status().word(), CaseStatus.OPEN.word()));
            changed = changed.with(CaseField.STATUS, CaseStatus.OPEN.word(), at);
        }
        var written = store.update(List.of(changed)).getFirst();
        ledger.enter(List.of(new CaseChanged(written, Kind.CHANGED, changes, "system:" + record.system(),
                source(record), null)), evidence, clock.instant());
        regroup.around(List.of(record), Map.of(), Map.of(), By.EVIDENCE);
        return store.find(written.id()).orElse(written);
    }

    /** A case that was nobody's is this customer's; another stays whose it is. */
    public void give(CaseId id, CustomerId customer, String cause) {
        var hub = store.locked(id);
        if (hub.customer() == null) {
            var change = new Change(CaseField.CUSTOMER, null, customer.toString());
            ledger.write(List.of(new CaseChanged(hub.of(customer), Kind.CHANGED, List.of(change), "system:hub", null,
                    null)), cause, clock.instant());
        }
    }

    /**
     * What the customer wrote before its systems were done with a case is no reason to open it again.
     */
    private boolean isAfterAll(CaseId id, Instant at) {
        return links.of(List.of(id)).stream().map(CaseLink::saidAt).filter(Objects::nonNull)
                .allMatch(said -> said.isBefore(at));
    }

    /** The strongest reason for a record to be in a case, as far as it is one. */
    private String why(SourceRef record, SourceRef beside) {
        return linking.edges(List.of(record)).stream().filter(edge -> edge.verdict() == Verdict.LINK)
                .min(Comparator.comparing(Edge::rule)).map(Edge::evidence).orElse("it belongs to " + beside);
    }

    private static @Nullable String source(SourceRef origin) {
        return origin.entity() == Entity.CASE ? origin.system() : null;
    }
}
