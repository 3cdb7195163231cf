package io.casehub.view;

import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.CasesHeard;
import io.casehub.cases.CasesRegrouped;
import io.casehub.cases.HubCase;
import io.casehub.identity.Customers;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Merged;
import io.casehub.identity.PageIdentified.Moved;
import io.casehub.identity.PageIdentified.Owned;
import io.casehub.ingest.Records;
import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CustomerId;
import io.casehub.model.Entity;
import io.casehub.model.Fact;
import io.casehub.model.SourceRef;
import io.casehub.outbound.corrections.CorrectionChanged;
import io.casehub.view.Items.Part;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps the views true: what a page or a case changed is written anew in the same transaction. */
@Component
class ViewUpdate {

    private static final int LAST = 90;

    private final Items items;
    private final Sheets sheets;
    private final Render render;
    private final Watch watch;
    private final Records records;
    private final Cases cases;
    private final Customers customers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ViewUpdate(Items items, Sheets sheets, Render render, Watch watch, Records records, Cases cases,
            Customers customers, ApplicationEventPublisher events, Clock clock) {
        this.items = items;
        this.sheets = sheets;
        this.render = render;
        this.watch = watch;
        this.records = records;
        this.cases = cases;
        this.customers = customers;
        this.events = events;
        this.clock = clock;
    }

    @EventListener
    @Order(LAST)
    void on(PageIdentified page) {
        var changed = new HashSet<Part>();
        changed.addAll(merge(page.merged()));
        changed.addAll(move(page.moved()));
        page.regrouped().forEach(customer -> changed.add(new Part(customer, Section.PROFILE)));
        changed.addAll(show(page.records()));
        finish(changed);
    }

    @EventListener
    @Order(LAST)
    void on(CasesChanged changes) {
        var hubs = new HashMap<CaseId, HubCase>();
        var changed = new HashSet<Part>();
        changes.cases().forEach(change -> {
            hubs.put(change.now().id(), change.now());
            change.change(CaseField.CUSTOMER).map(moved -> moved.before()).ifPresent(
                    before -> changed.add(new Part(new CustomerId(UUID.fromString(before)), Section.CASES)));
        });
        var shown = items(hubs.values());
        if (!shown.isEmpty()) {
            changed.addAll(items.save(shown));
        }
        finish(changed);
    }

    /** Most of them show what they have shown: our own changes coming back. */
    @EventListener
    @Order(LAST)
    void on(CasesHeard heard) {
        var shown = items(heard.cases());
        var bodies = items.bodies(shown.stream().map(Item::source).toList());
        shown.removeIf(item -> item.shows(bodies.get(item.source())));
        if (!shown.isEmpty()) {
            finish(items.save(shown));
        }
    }

    private List<Item> items(Collection<HubCase> hubs) {
        var links = cases.links(hubs.stream().map(HubCase::id).toList()).stream()
                .collect(Collectors.groupingBy(CaseLink::caseId));
        var now = clock.instant();
        var shown = new ArrayList<Item>();
        hubs.forEach(hub -> {
            if (hub.customer() != null) {
                shown.add(Item.of(hub, links.getOrDefault(hub.id(), List.of()), hub.customer(), now));
            }
        });
        return shown;
    }

    /** A case that leads on to another stands in no view of its own. */
    @EventListener
    @Order(LAST)
    void on(CasesRegrouped regrouped) {
        if (!regrouped.merged().isEmpty()) {
            finish(items.remove(regrouped.merged().keySet().stream().map(Item::of).toList()));
        }
    }

    /** What is corrected stands in the profile of whoever the record is by now. */
    @EventListener
    @Order(LAST)
    void on(CorrectionChanged corrected) {
        finish(customers.byRecord(corrected.record().system(), corrected.record().key(), 1).stream()
                .map(customer -> new Part(customer, Section.PROFILE)).collect(Collectors.toSet()));
    }

    private Set<Part> merge(List<Merged> merged) {
        if (merged.isEmpty()) {
            return Set.of();
        }
        var survivors = merged.stream().collect(Collectors.toMap(Merged::retired, Merged::survivor));
        sheets.remove(survivors.keySet());
        return items.merge(survivors);
    }

    private Set<Part> move(List<Moved> moved) {
        var owners = moved.stream()
                .filter(move -> move.fact().entity() != Entity.CASE)
                .collect(Collectors.toMap(Moved::fact, Moved::customer));
        return owners.isEmpty() ? Set.of() : items.save(items(owners));
    }

    private List<Item> items(Map<SourceRef, CustomerId> owners) {
        var now = clock.instant();
        return records.current(owners.keySet()).stream()
                .filter(stored -> stored.record() instanceof Fact)
                .map(stored -> Item.of(stored, (Fact) stored.record(),
                        Objects.requireNonNull(owners.get(stored.source())), now))
                .toList();
    }

    private Set<Part> show(List<Owned> records) {
        var changed = new HashSet<Part>();
        var shown = new ArrayList<Item>();
        var gone = new ArrayList<SourceRef>();
        var now = clock.instant();
        for (var owned : records) {
            var stored = owned.stored();
            if (stored.source().entity() == Entity.CUSTOMER && owned.customer() != null) {
                changed.add(new Part(owned.customer(), Section.PROFILE));
            } else if (stored.record() instanceof Fact fact && !(fact instanceof CaseRecord)) {
                if (owned.customer() == null) {
                    gone.add(stored.source());
                } else {
                    shown.add(Item.of(stored, fact, owned.customer(), now));
                }
            } else {
                gone.add(stored.source());
            }
        }
        if (!shown.isEmpty()) {
            changed.addAll(items.save(shown));
        }
        if (!gone.isEmpty()) {
            changed.addAll(items.remove(gone));
        }
        return changed;
    }

    /** Takes in that time has come for these customers: suggestions run out, signals come and go. */
    void age(Collection<CustomerId> customers) {
        var changed = new HashSet<Part>();
        var expired = watch.expired(customers);
        if (!expired.isEmpty()) {
            changed.addAll(items.save(items(expired)));
        }
        sheets.lock(customers); // all at once, in their order
        customers.forEach(customer -> changed.add(new Part(customer, Section.SIGNALS)));
        finish(changed);
    }

    /** @param touched with the signals of customers who are to be looked at for nothing else */
    private void finish(Set<Part> touched) {
        var changed = touched.stream().filter(part -> part.section() != Section.SIGNALS)
                .collect(Collectors.toCollection(HashSet::new));
        render.render(changed);
        changed.addAll(watch.look(touched));
        if (!changed.isEmpty()) {
            events.publishEvent(new ViewsChanged(changed.stream().collect(Collectors.groupingBy(Part::customer,
                    Collectors.mapping(Part::section, Collectors.toSet())))));
        }
    }
}
