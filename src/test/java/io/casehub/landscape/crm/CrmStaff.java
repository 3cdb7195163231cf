package io.casehub.landscape.crm;

import io.casehub.landscape.company.Chance;
import io.casehub.landscape.company.Topic;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Touched;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the people do who work in the crm. */
public final class CrmStaff {

    private static final List<String> STAFF = List.of("a.berg", "d.ilic", "m.huber", "s.ott", "t.kaya");
    private static final List<String> REMARKS = List.of("Kunde angerufen, nicht erreicht.",
            "Lager gefragt, Antwort morgen.",
            "Customer confirmed the address.", "An Werkstatt weitergegeben.", "Ersatz ist bestellt.");
    private static final int RECENT = 60;

    private final Tables tables;
    private final Cases cases;
    private final Journal journal;

    CrmStaff(Tables tables, Cases cases, Journal journal) {
        this.tables = tables;
        this.cases = cases;
        this.journal = journal;
    }

    /** Somebody takes up a case, sets it aside or solves it. */
    public Optional<Touched> workOnCase(Chance chance, String by) {
        return recentCase(chance).map(found -> {
            var next = switch (found.status()) {
                case "New" -> new CaseChange("In Progress", null, chance.oneOf(STAFF), null);
                case "In Progress" ->
                    CaseChange.status(chance.oneOf("Pending Customer", "Pending Vendor", "Solved", "Solved"));
                case "Pending Customer", "Pending Vendor" -> CaseChange.status("In Progress");
                case "Solved" -> CaseChange.status("Closed");
                default -> new CaseChange("In Progress", "P2", null, null);
            };
            cases.change(found.id(), null, next, by);
            return new Touched("crm", "case", String.valueOf(found.id()), "status " + next.status());
        });
    }

    public Optional<Touched> remark(Chance chance, String by) {
        return recentCase(chance).map(found -> {
            cases.comment(found.id(), new Cases.Draft(chance.oneOf(REMARKS), true, null), by);
            return new Touched("crm", "case", String.valueOf(found.id()), "comment");
        });
    }

    /** A customer rang up: a new case. */
    public Touched openCase(int contact, Topic.Words words, @Nullable String orderRef, Chance chance, String by) {
        var opened = cases.open(contact, words, orderRef, chance.oneOf("P2", "P3", "P3", "P4"), by);
        return new Touched("crm", "case", String.valueOf(opened.id()), "opened");
    }

    /** A contact has a new telephone or has moved. */
    public Optional<Touched> changeContact(Chance chance, String by) {
        return tables.store.write(sql -> {
            var skip = chance.below((int) Math.max(1, tables.contacts.count(sql)));
            var before = tables.contacts.some(sql, skip, 1).stream().findFirst().orElse(null);
            if (before == null)
                return Optional.empty();
            var at = tables.ticks.next();
            var moved = chance.in(0.5) && before.street() != null;
            var after = moved
                    ? before.moved("Neuer Weg " + chance.between(1, 99), at)
                    : before.reached(before.phone(), "+49 171 " + chance.digits(7), at);
            tables.contacts.put(sql, after.id(), at, after);
            journal.changed(by, "contact", String.valueOf(after.id()), before, after);
            return Optional.of(new Touched("crm", "contact", String.valueOf(after.id()), moved ? "street" : "mobile"));
        });
    }

    private Optional<SupportCase> recentCase(Chance chance) {
        var recent = tables.store.read(sql -> tables.cases.latest(sql, RECENT));
        return recent.isEmpty() ? Optional.empty() : Optional.of(chance.oneOf(recent));
    }
}
