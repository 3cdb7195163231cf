package io.casehub.landscape.billing;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Chance;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Touched;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the people do who work in the billing, and what the bank tells them. */
public final class BillingStaff {

    private static final List<String> REASONS = List.of("WRONG_AMOUNT", "NOT_RECEIVED", "DAMAGED", "DUPLICATE",
            "UNKNOWN_CHARGE");
    private static final int RECENT = 80;

    private final Ledger ledger;
    private final Disputes disputes;
    private final Journal journal;

    BillingStaff(Ledger ledger, Disputes disputes, Journal journal) {
        this.ledger = ledger;
        this.disputes = disputes;
        this.journal = journal;
    }

    /** A customer who gets a first invoice: the number of the new debtor. */
    public String openAccount(Appearance spelled, String by) {
        return ledger.store.write(sql -> {
            var no = "D-" + (number(ledger.debtors.highestKey(sql).orElse("D-70000"), 2) + 1);
            var debtor = Entry.Debtor.of(spelled.withKey(no), ledger.ticks.next());
            ledger.debtors.put(sql, no, debtor.changedAt(), debtor);
            journal.changed(by, "debtor", no, null, debtor);
            return no;
        });
    }

    /** An order was delivered and is invoiced. */
    public Touched invoice(String orderNo, String debtorNo, long cents, String by) {
        return ledger.store.write(sql -> {
            var no = "RE-%06d".formatted(number(ledger.invoices.highestKey(sql).orElse("RE-100000"), 3) + 1);
            var at = ledger.ticks.next();
            var today = LocalDate.ofInstant(at, ZoneOffset.UTC);
            var invoice = new Entry.Bill(no, debtorNo, orderNo, today, today.plusDays(14), cents, cents, "OPEN", at);
            ledger.invoices.put(sql, no, at, invoice);
            journal.changed(by, "invoice", no, null, invoice);
            return new Touched("billing", "invoice", no, "issued");
        });
    }

    /** Somebody pays one of the open invoices; one time in five it fails. */
    public Optional<Touched> payment(Chance chance, String by) {
        return ledger.store.write(sql -> {
            var open = ledger.invoices.latest(sql, RECENT).stream().filter(invoice -> invoice.openCents() > 0).toList();
            if (open.isEmpty())
                return Optional.empty();
            var invoice = chance.oneOf(open);
            var failed = chance.in(0.2);
            var no = "Z-%06d".formatted(number(ledger.payments.highestKey(sql).orElse("Z-500000"), 2) + 1);
            var at = ledger.ticks.next();
            var receipt = new Entry.Receipt(no, invoice.invoiceNo(), invoice.debtorNo(), invoice.openCents(),
                    chance.oneOf("CARD", "TRANSFER", "DIRECT_DEBIT", "PAYPAL"), failed ? "FAILED" : "SUCCEEDED", at,
                    at);
            ledger.payments.put(sql, no, at, receipt);
            journal.changed(by, "payment", no, null, receipt);
            if (!failed)
                update(sql, invoice, "PAID", 0, by);
            return Optional.of(new Touched("billing", "payment", no, receipt.state()));
        });
    }

    /** A customer does not accept an invoice. */
    public Optional<Touched> openDispute(Chance chance, String by) {
        return ledger.store.write(sql -> {
            var recent = ledger.invoices.latest(sql, RECENT).stream()
                    .filter(invoice -> !invoice.state().equals("DISPUTED")).toList();
            if (recent.isEmpty())
                return Optional.empty();
            var invoice = chance.oneOf(recent);
            var no = "DS-%05d".formatted(number(ledger.disputes.highestKey(sql).orElse("DS-20000"), 3) + 1);
            var at = ledger.ticks.next();
            var dispute = new Entry.Quarrel(no, invoice.invoiceNo(), invoice.debtorNo(), chance.oneOf(REASONS),
                    "Kunde widerspricht der Rechnung " + invoice.invoiceNo() + ".", "OPENED", 1, at, at, List.of());
            ledger.disputes.put(sql, no, at, dispute);
            journal.changed(by, "dispute", no, null, dispute);
            update(sql, invoice, "DISPUTED", invoice.openCents(), by);
            return Optional.of(new Touched("billing", "dispute", no, "opened"));
        });
    }

    /** Somebody goes on with one of the latest disputes. */
    public Optional<Touched> workOnDispute(Chance chance, String by) {
        var recent = ledger.store.read(sql -> ledger.disputes.latest(sql, 30));
        if (recent.isEmpty())
            return Optional.empty();
        var dispute = chance.oneOf(recent);
        var next = switch (dispute.status()) {
            case "OPENED" -> "UNDER_REVIEW";
            case "UNDER_REVIEW" -> chance.oneOf("AWAITING_CUSTOMER", "ACCEPTED", "REJECTED");
            case "AWAITING_CUSTOMER" -> "UNDER_REVIEW";
            case "ACCEPTED", "REJECTED" -> "CLOSED";
            default -> "UNDER_REVIEW";
        };
        disputes.setStatus(dispute.disputeNo(), next, by + "-" + dispute.disputeNo() + "-" + dispute.revision(), null,
                by);
        return Optional.of(new Touched("billing", "dispute", dispute.disputeNo(), "status " + next));
    }

    private void update(Sql sql, Entry.Bill before, String state, long stillOpen, String by) throws SQLException {
        var after = before.with(state, stillOpen, ledger.ticks.next());
        ledger.invoices.put(sql, after.invoiceNo(), after.changedAt(), after);
        journal.changed(by, "invoice", after.invoiceNo(), before, after);
    }

    private static int number(String key, int prefix) {
        return Integer.parseInt(key.substring(prefix));
    }
}
