package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Owned;
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

/** Opens a hub case for every source case, and lets it follow what its source says from then on. */
@Component
class SourceCases {

    private static final int AFTER_OWNERS = 11;

    private final CaseStore cases;
    private final Links links;
    private final Ledger ledger;
    private final Openings openings;
    private final Clock clock;

    SourceCases(CaseStore cases, Links links, Ledger ledger, Openings openings, Clock clock) {
        this.cases = cases;
        this.links = links;
        this.ledger = ledger;
        this.openings = openings;
        this.clock = clock;
    }

    @EventListener
    @Order(AFTER_OWNERS)
    void on(PageIdentified page) {
        var records = page.records().stream().filter(owned -> owned.stored().source().entity() == Entity.CASE).toList();
        if (!records.isEmpty()) {
            var known = links.find(records.stream().map(owned -> owned.stored().source()).toList());
            open(records.stream().filter(owned -> !known.containsKey(owned.stored().source())).toList());
            follow(records.stream().filter(owned -> known.containsKey(owned.stored().source())).toList(), known);
        }
    }

    private void open(List<Owned> records) {
        var opening = new ArrayList<HubCase>();
        var linking = new ArrayList<CaseLink>();
        for (var owned : records) {
            if (owned.stored().record() instanceof CaseRecord said) {
                var hub = openings.of(said, owned.customer());
                opening.add(hub);
                linking.add(CaseLink.saying(hub.id(), said, "its own case"));
            }
        }
        if (!opening.isEmpty()) {
            links.save(linking);
            ledger.enter(cases.add(opening).stream()
                    .map(hub -> new CaseChanged(hub, Kind.OPENED, List.of(), actor(hub.origin()), hub.origin().system(),
                            null))
                    .toList(), "source", clock.instant());
        }
    }

    private void follow(List<Owned> records, Map<SourceRef, CaseLink> known) {
        var hubs = new HashMap<>(cases.lock(known.values().stream().map(CaseLink::caseId).collect(Collectors.toSet())));
        var told = new ArrayList<CaseLink>();
        var changed = new ArrayList<CaseChanged>();
        for (var owned : records) {
            var link = Objects.requireNonNull(known.get(owned.stored().source()));
            var now = now(link, owned);
            if (!now.equals(link)) {
                var hub = Objects.requireNonNull(hubs.get(link.caseId()));
                var change = followed(hub, link, owned);
                told.add(now);
                changed.add(change);
                hubs.put(hub.id(), change.now());
            }
        }
        if (!told.isEmpty()) {
            links.save(told);
            ledger.write(changed, "source", clock.instant());
        }
    }

    private static CaseChanged followed(HubCase hub, CaseLink link, Owned owned) {
        var changes = new ArrayList<>(owned.stored().record() instanceof CaseRecord said
                ? Following.changes(hub, link, said)
                : Following.end(hub));
        var at = owned.stored().record().revision().changedAt();
        var now = hub;
        for (var change : changes) {
            now = now.with(change.field(), change.after(), at);
        }
        if (owned.customer() != null && !owned.customer().equals(hub.customer())
                && hub.origin().equals(link.source())) {
            changes.add(new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), owned.customer().toString()));
            now = now.of(owned.customer());
        }
        return new CaseChanged(now, Kind.CHANGED, changes, actor(link.source()), link.source().system(), null);
    }

    private static CaseLink now(CaseLink link, Owned owned) {
        return owned.stored().record() instanceof CaseRecord said
                ? CaseLink.saying(link.caseId(), said, link.evidence())
                : link.gone();
    }

    private static String actor(SourceRef source) {
        return "system:" + source.system();
    }
}
