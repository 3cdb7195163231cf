package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.Regroup.By;
import io.casehub.cases.linking.Linking;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Owned;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Brings every source case into the hub case it belongs to, or opens one, and lets that follow what
 * its sources say from then on.
 */
@Component
class SourceCases {

    private static final int FIRST = 10;

    private final CaseOwners owners;
    private final CaseStore cases;
    private final Links links;
    private final Linking linking;
    private final Regroup regroup;
    private final StatusRules rules;
    private final Ledger ledger;
    private final Openings openings;
    private final Clock clock;

    SourceCases(CaseOwners owners, CaseStore cases, Links links, Linking linking, Regroup regroup, StatusRules rules,
            Ledger ledger, Openings openings, Clock clock) {
        this.owners = owners;
        this.cases = cases;
        this.links = links;
        this.linking = linking;
        this.regroup = regroup;
        this.rules = rules;
        this.ledger = ledger;
        this.openings = openings;
        this.clock = clock;
    }

    @EventListener
    @Order(FIRST)
    void on(PageIdentified page) {
        var touched = linking.learn(page);
        owners.take(page);
        var records = page.records().stream().filter(owned -> owned.stored().source().entity() == Entity.CASE).toList();
        var known = links.find(records.stream().map(owned -> owned.stored().source()).toList()).keySet();
        var opening = new HashMap<SourceRef, HubCase>();
        var said = new HashMap<SourceRef, CaseRecord>();
        records.forEach(owned -> {
            if (owned.stored().record() instanceof CaseRecord record && !known.contains(record.source())) {
                opening.put(record.source(), openings.of(record, owned.customer()));
                said.put(record.source(), record);
            }
        });
        regroup.around(touched, opening, said, By.EVIDENCE);
        follow(records.stream().filter(owned -> known.contains(owned.stored().source())).toList());
    }

    private void follow(List<Owned> records) {
        if (records.isEmpty()) {
            return;
        }
        var hubs = lock(records);
        var all = links.of(hubs.keySet());
        var voices = new Voices(all, linking.spoken(all.stream().map(CaseLink::source).toList()), rules);
        var told = new ArrayList<CaseLink>();
        var changed = new ArrayList<CaseChanged>();
        for (var owned : records) {
            var link = voices.of(owned.stored().source());
            var now = heard(owned, link);
            if (!now.equals(link)) {
                var hub = Objects.requireNonNull(hubs.get(link.caseId()));
                var before = voices.standing(hub.id());
                voices.hear(now);
                var change = followed(hub, owned, Following.changes(hub, before, voices.standing(hub.id()),
                        Following.turn(link, now, rules)));
                told.add(now);
                if (!change.changes().isEmpty() || !now.saysWhat(link)) {
                    changed.add(change);
                }
                hubs.put(hub.id(), change.now());
            }
        }
        links.save(told);
        changed.forEach(change -> hubs.remove(change.now().id()));
        ledger.write(changed, "source", clock.instant());
        ledger.heard(hubs.values());
    }

    private Map<CaseId, HubCase> lock(List<Owned> records) {
        var known = links.find(records.stream().map(owned -> owned.stored().source()).toList()).values();
        return new HashMap<>(cases.lock(known.stream().map(CaseLink::caseId).collect(Collectors.toSet())));
    }

    /** What is older than an answer has shown since says nothing. */
    private static CaseLink heard(Owned owned, CaseLink link) {
        return owned.stored().record() instanceof CaseRecord said
                ? link.isAheadOf(said.revision()) ? link : link.saying(said)
                : link.gone();
    }

    private static CaseChanged followed(HubCase hub, Owned owned, List<Change> followed) {
        var changes = new ArrayList<>(followed);
        var source = owned.stored().source();
        var at = owned.stored().record().revision().changedAt();
        var now = hub;
        for (var change : changes) {
            now = now.with(change.field(), change.after(), at);
        }
        if (owned.customer() != null && !owned.customer().equals(hub.customer()) && hub.origin().equals(source)) {
            changes.add(new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), owned.customer().toString()));
            now = now.of(owned.customer());
        }
        return new CaseChanged(now, Kind.CHANGED, changes, "system:" + source.system(), source.system(), null);
    }
}
