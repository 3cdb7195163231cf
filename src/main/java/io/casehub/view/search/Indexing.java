package io.casehub.view.search;

import io.casehub.cases.CaseChanged;
import io.casehub.cases.CaseChanged.Kind;
import io.casehub.cases.CaseField;
import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.CasesChanged;
import io.casehub.cases.CasesErased;
import io.casehub.cases.CasesRegrouped;
import io.casehub.cases.HubCase;
import io.casehub.identity.PageIdentified;
import io.casehub.identity.PageIdentified.Merged;
import io.casehub.identity.PageIdentified.Moved;
import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.view.search.Text.Name;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Keeps what is searched true, in the transaction that changes it. */
@Component
class Indexing {

    private static final int AFTER_THE_VIEW = 95;

    private final TextTable texts;
    private final CaseTable table;
    private final Cases cases;

    Indexing(TextTable texts, CaseTable table, Cases cases) {
        this.texts = texts;
        this.table = table;
        this.cases = cases;
    }

    @EventListener
    @Order(AFTER_THE_VIEW)
    void on(PageIdentified page) {
        if (!page.merged().isEmpty()) {
            var survivors = page.merged().stream().collect(Collectors.toMap(Merged::retired, Merged::survivor));
            texts.merge(survivors);
            table.merge(survivors);
        }
        texts.give(page.moved().stream().filter(move -> move.fact().entity() == Entity.INTERACTION)
                .collect(Collectors.toMap(move -> Name.of(move.fact()), Moved::customer, (first, last) -> last)));
        var said = page.records().stream().filter(owned -> Name.isOf(owned.stored().source())).toList();
        if (!said.isEmpty()) {
            var links = cases.linked(said.stream().map(owned -> owned.stored().source()).toList());
            var gone = new ArrayList<Name>();
            var read = new ArrayList<Text>();
            said.forEach(owned -> Reading.of(owned.stored(), links, owned.customer()).ifPresentOrElse(read::add,
                    () -> gone.add(Name.of(owned.stored().source()))));
            texts.save(read);
            texts.remove(gone);
        }
    }

    @EventListener
    @Order(AFTER_THE_VIEW)
    void on(CasesChanged changes) {
        var hubs = new LinkedHashMap<CaseId, HubCase>();
        var read = new LinkedHashMap<Name, Text>();
        changes.cases().forEach(change -> {
            var hub = change.now();
            hubs.put(hub.id(), hub);
            if (isNamedAnew(change)) {
                read.put(Name.of(hub.id()), Reading.of(hub));
            }
            if (change.comment() != null) {
                read.put(Name.ofComment(change.comment().id()), Reading.of(hub.id(), change.comment()));
            }
        });
        table.save(hubs.values());
        texts.save(read.values());
        texts.place(cases.links(hubs.keySet()).stream().filter(link -> Name.isOf(link.source()))
                .collect(Collectors.toMap(link -> Name.of(link.source()), CaseLink::caseId)));
    }

    @EventListener
    @Order(AFTER_THE_VIEW)
    void on(CasesRegrouped regrouped) {
        if (!regrouped.merged().isEmpty()) {
            table.retire(regrouped.merged());
        }
        if (!regrouped.revived().isEmpty()) {
            table.revive(regrouped.revived());
        }
        texts.place(regrouped.moved().entrySet().stream().filter(move -> Name.isOf(move.getKey()))
                .collect(Collectors.toMap(move -> Name.of(move.getKey()), Map.Entry::getValue)));
    }

    @EventListener
    @Order(AFTER_THE_VIEW)
    void on(CasesErased erased) {
        texts.removeComments(erased.cases());
    }

    private static boolean isNamedAnew(CaseChanged change) {
        return change.kind() == Kind.OPENED || change.change(CaseField.SUBJECT).isPresent();
    }
}
