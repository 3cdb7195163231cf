package io.casehub.landscape.billing;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Dispute;
import io.casehub.landscape.company.Invoice;
import io.casehub.landscape.company.Payment;
import io.casehub.landscape.system.Shelf;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Ticks;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the billing holds; no two changes share a time. */
final class Ledger {

    final Store store;
    final Shelf<String, Entry.Debtor> debtors;
    final Shelf<String, Entry.Bill> invoices;
    final Shelf<String, Entry.Receipt> payments;
    final Shelf<String, Entry.Quarrel> disputes;
    final Ticks ticks;

    Ledger(Store store) {
        this.store = store;
        this.debtors = new Shelf<>(store, "debtor", "varchar", Entry.Debtor.class);
        this.invoices = new Shelf<>(store, "invoice", "varchar", Entry.Bill.class);
        this.payments = new Shelf<>(store, "payment", "varchar", Entry.Receipt.class);
        this.disputes = new Shelf<>(store, "dispute", "varchar", Entry.Quarrel.class);
        store.define("create table if not exists request (id varchar primary key, dispute_no varchar not null)");
        this.ticks = new Ticks(
                store.read(sql -> Stream.of(debtors.lastChange(sql), invoices.lastChange(sql), payments.lastChange(sql),
                        disputes.lastChange(sql)).max(Comparator.naturalOrder()).orElse(Instant.EPOCH)));
    }

    boolean seed(Company company) {
        var debtorOf = company.debtorOf().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().key()));
        Function<Invoice, String> owner = invoice -> debtorOf.getOrDefault(invoice.order().customer(), "?");
        return store.once("seed", sql -> {
            fill(sql, debtors, company.debtors().stream(), Appearance::changed, Entry.Debtor::of);
            fill(sql, invoices, company.invoices().stream(), Invoice::changed,
                    (i, at) -> Entry.Bill.of(i, owner.apply(i), at));
            fill(sql, payments, company.payments().stream(), Payment::at,
                    (p, at) -> Entry.Receipt.of(p, owner.apply(p.invoice()), at));
            fill(sql, disputes, company.disputes().stream(), Dispute::changed,
                    (d, at) -> Entry.Quarrel.of(d, owner.apply(d.invoice()), at));
            return true;
        });
    }

    Map<String, Long> counts() {
        return store.read(sql -> Map.of("debtors", debtors.count(sql), "invoices", invoices.count(sql), "payments",
                payments.count(sql),
                "disputes", disputes.count(sql)));
    }

    private static <S, T extends Entry> void fill(Sql sql, Shelf<String, T> shelf, Stream<S> things,
            Function<S, Instant> time,
            BiFunction<S, Instant, T> maker) throws SQLException {
        var clock = new Ticks(Instant.EPOCH);
        shelf.putAll(sql,
                things.sorted(Comparator.comparing(time))
                        .map(thing -> maker.apply(thing, clock.after(time.apply(thing))))
                        .map(entry -> new Shelf.Item<>(entry.key(), entry.changedAt(), entry)));
    }
}
