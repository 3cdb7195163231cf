package io.casehub.cases;

import io.casehub.cases.CaseChanged.Kind;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Owned;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Gone;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Opens a hub case for every source case and lets it follow what its source says; moves cases along
 * with customers.
 */
@Component
class SourceCases {

    private static final int FIRST = 10;

    private final CaseStore cases;
    private final Links links;
    private final Ledger ledger;
    private final Clock clock;

    SourceCases(CaseStore cases, Links links, Ledger ledger, Clock clock) {
        this.cases = cases;
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
    }

    @EventListener
    @Order(FIRST)
    void on(PageIdentified page) {
        merge(page.merged());
        move(page);
        var records = page.records().stream().filter(owned -> owned.stored().source().entity() == Entity.CASE).toList();
        if (!records.isEmpty()) {
            var known = links.find(records.stream().map(owned -> owned.stored().source()).toList());
            open(records.stream().filter(owned -> !known.containsKey(owned.stored().source())).toList());
            follow(records, known);
        }
    }

    private void open(List<Owned> records) {
        var opening = new ArrayList<HubCase>();
        var linking = new ArrayList<CaseLink>();
        for (var owned : records) {
            if (owned.stored().record() instanceof CaseRecord said) {
                var hub = opened(said, owned.customer());
                opening.add(hub);
                linking.add(link(hub.id(), said, "its own case"));
            }
        }
        if (!opening.isEmpty()) {
            links.save(linking);
            ledger.enter(cases.add(opening).stream()
                    .map(hub -> new CaseChanged(hub, Kind.OPENED, List.of(), "system:" + hub.origin().system(),
                            hub.origin().system(), null))
                    .toList(), "source", clock.instant());
        }
    }

    private void follow(List<Owned> records, Map<SourceRef, CaseLink> known) {
        var hubs = new HashMap<>(cases.lock(known.values().stream().map(CaseLink::caseId).collect(Collectors.toSet())));
        var told = new ArrayList<CaseLink>();
        var changed = new ArrayList<CaseChanged>();
        for (var owned : records) {
            var link = known.get(owned.stored().source());
            if (link == null) {
                continue;
            }
            var hub = Objects.requireNonNull(hubs.get(link.caseId()));
            var at = owned.stored().record().revision().changedAt();
            var changes = new ArrayList<Change>();
            switch (owned.stored().record()) {
                case CaseRecord said -> {
                    changes.addAll(Following.changes(hub, link, said));
                    told.add(link(hub.id(), said, link.evidence()));
                }
                case Gone gone -> {
                    changes.addAll(closing(hub));
                    told.add(gone(link));
                }
                default -> throw new IllegalStateException(link.source() + " is no case");
            }
            var moved = owned.customer() != null && hub.origin().equals(link.source())
                    ? owned.customer()
                    : hub.customer();
            if (!Objects.equals(moved, hub.customer())) {
                changes.add(new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), String.valueOf(moved)));
            }
            var now = applied(hub, changes, moved, at);
            hubs.put(hub.id(), now);
            if (!changes.isEmpty()) {
                changed.add(new CaseChanged(now, Kind.CHANGED, changes, "system:" + link.source().system(),
                        link.source().system(), null));
            }
        }
        if (!told.isEmpty()) {
            links.save(told);
        }
        write(changed, "source");
    }

    private void merge(List<PageIdentified.Merged> merges) {
        if (merges.isEmpty()) {
            return;
        }
        var survivors = merges.stream()
                .collect(Collectors.toMap(PageIdentified.Merged::retired, PageIdentified.Merged::survivor));
        reassign(cases.lockOf(survivors.keySet()), hub -> survivors.get(hub.customer()), "customers merged");
    }

    private void move(PageIdentified page) {
        var owners = page.moved().stream()
                .filter(moved -> Set.of(Entity.CASE, Entity.INTERACTION).contains(moved.fact().entity()))
                .collect(Collectors.toMap(PageIdentified.Moved::fact, PageIdentified.Moved::customer));
        if (owners.isEmpty()) {
            return;
        }
        var found = links.find(owners.keySet()).values().stream().map(CaseLink::caseId).collect(Collectors.toSet());
        reassign(cases.lock(found).values().stream().filter(hub -> owners.containsKey(hub.origin())).toList(),
                hub -> owners.get(hub.origin()), "owner found");
    }

    private void reassign(List<HubCase> hubs, Function<HubCase, @Nullable CustomerId> owner,
            String cause) {
        var now = clock.instant();
        write(hubs.stream().sorted(Comparator.comparing(HubCase::id)).map(hub -> {
            var customer = Objects.requireNonNull(owner.apply(hub));
            var change = new Change(CaseField.CUSTOMER, hub.value(CaseField.CUSTOMER), customer.toString());
            return new CaseChanged(hub.of(customer), Kind.CHANGED, List.of(change), "system:hub", null, null);
        }).toList(), cause, now);
    }

    private void write(List<CaseChanged> changed, String cause) {
        write(changed, cause, clock.instant());
    }

    private void write(List<CaseChanged> changed, String cause, Instant at) {
        if (changed.isEmpty()) {
            return;
        }
        var newest = cases.update(changed.stream()
                .collect(Collectors.toMap(change -> change.now().id(), CaseChanged::now, (first, last) -> last))
                .values()
                .stream()
                .toList()).stream().collect(Collectors.toMap(HubCase::id, hub -> hub));
        ledger.enter(changed.stream()
                .map(change -> new CaseChanged(newest.getOrDefault(change.now().id(), change.now()), change.kind(),
                        change.changes(), change.actor(), change.source(), change.comment()))
                .toList(), cause, at);
    }

    private static HubCase applied(HubCase hub, List<Change> changes, @Nullable CustomerId customer, Instant at) {
        var now = hub.of(customer);
        for (var change : changes) {
            now = change.field() == CaseField.CUSTOMER ? now : now.with(change.field(), change.after(), at);
        }
        return now;
    }

    private static List<Change> closing(HubCase hub) {
        return hub.status().isFinal()
                ? List.of()
                : List.of(new Change(CaseField.STATUS, hub.status().word(), CaseStatus.CLOSED.word()));
    }

    private static HubCase opened(CaseRecord said, @Nullable CustomerId customer) {
        var status = said.status() == CaseStatus.UNKNOWN ? CaseStatus.OPEN : said.status();
        return new HubCase(CaseId.next(), "", customer, said.type(), said.subject(), status,
                said.priority() == null ? Priority.NORMAL : said.priority(), said.assignee(), said.source(),
                said.openedAt(), said.revision().changedAt(), 1);
    }

    private static CaseLink link(CaseId hub, CaseRecord said, String evidence) {
        return new CaseLink(hub, said.source(), evidence, said.subject(), said.status(), said.sourceStatus(),
                said.priority(), said.assignee(), said.revision().sequence(), false);
    }

    private static CaseLink gone(CaseLink link) {
        return new CaseLink(link.caseId(), link.source(), link.evidence(), link.subject(), link.status(),
                link.sourceStatus(), link.priority(), link.assignee(), link.sequence(), true);
    }
}
