package io.casehub.landscape.company;

import java.util.ArrayList;
import java.util.List;

/** What was invoiced, paid and disputed. */
final class Accounts {

    private static final List<String> REASONS = List.of("WRONG_AMOUNT", "NOT_RECEIVED", "DAMAGED", "DUPLICATE",
            "UNKNOWN_CHARGE");
    private static final List<String> TEXTS = List.of("Die Rechnung wurde doppelt abgebucht.",
            "Ware nicht erhalten, Rechnung trotzdem gestellt.", "The amount does not match the order confirmation.",
            "Der Rabatt von 10 % fehlt.", "Je ne reconnais pas ce montant.", "Artikel beschädigt, bitte Gutschrift.");
    private static final List<String> SETTLED = List.of("ACCEPTED", "REJECTED", "CLOSED", "CLOSED",
            "AWAITING_CUSTOMER");
    private static final List<String> FRESH = List.of("OPENED", "OPENED", "UNDER_REVIEW", "AWAITING_CUSTOMER");

    static final int FIRST_DISPUTE = 20_001;

    private final long seed;
    private final Past past;
    private final List<Invoice> invoices = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();

    Accounts(long seed, Past past, List<Order> orders) {
        this.seed = seed;
        this.past = past;
        orders.stream().filter(order -> order.reached(50)).forEach(this::invoice);
    }

    List<Invoice> invoices() {
        return invoices;
    }

    List<Payment> payments() {
        return payments;
    }

    List<Dispute> disputes() {
        return disputes;
    }

    static String disputeNo(int number) {
        return "DS-%05d".formatted(number);
    }

    static String status(boolean old, Chance chance) {
        return chance.oneOf(old ? SETTLED : FRESH);
    }

    private void invoice(Order order) {
        var chance = Chance.of(seed, "invoice" + order.no(), 0);
        var issued = order.changed().atZone(java.time.ZoneOffset.UTC).toLocalDate();
        var due = issued.plusDays(14);
        var old = due.isBefore(past.today());
        var state = state(old, chance);
        var open = switch (state) {
            case "PAID", "VOID" -> 0;
            case "PARTIAL" -> order.cents() / 2;
            default -> order.cents();
        };
        var changed = past.later(order.changed(), old ? chance.between(2, 24 * 14) : 2, chance);
        var invoice = new Invoice("RE-%06d".formatted(100_001 + invoices.size()), order, issued, due, order.cents(),
                open, state,
                changed);
        invoices.add(invoice);
        pay(invoice, chance);
        if (state.equals("DISPUTED") || state.equals("PAID") && chance.in(0.02))
            dispute(invoice, chance);
    }

    private static String state(boolean old, Chance chance) {
        if (chance.in(0.04))
            return "DISPUTED";
        if (!old)
            return chance.in(0.5) ? "OPEN" : "PAID";
        if (chance.in(0.84))
            return "PAID";
        return chance.oneOf("OVERDUE", "OVERDUE", "PARTIAL", "VOID");
    }

    private void pay(Invoice invoice, Chance chance) {
        var method = chance.oneOf("CARD", "TRANSFER", "DIRECT_DEBIT", "PAYPAL");
        if (chance.in(0.03))
            payment(invoice, invoice.cents(), method, "FAILED", chance);
        switch (invoice.state()) {
            case "PAID" -> payment(invoice, invoice.cents(), method, "SUCCEEDED", chance);
            case "PARTIAL" -> payment(invoice, invoice.cents() - invoice.openCents(), method, "SUCCEEDED", chance);
            case "VOID" -> payment(invoice, invoice.cents(), method, "REFUNDED", chance);
            case "OPEN" -> {
                if (chance.in(0.3))
                    payment(invoice, invoice.cents(), method, "PENDING", chance);
            }
            default -> {
                if (chance.in(0.2))
                    payment(invoice, invoice.cents(), method, "FAILED", chance);
            }
        }
    }

    private void payment(Invoice invoice, long cents, String method, String state, Chance chance) {
        payments.add(new Payment("Z-%06d".formatted(500_001 + payments.size()), invoice, cents, method, state,
                past.later(invoice.changed(), chance.below(48), chance)));
    }

    private void dispute(Invoice invoice, Chance chance) {
        var opened = past.later(invoice.changed(), chance.between(4, 200), chance);
        var old = opened.isBefore(past.end().minus(java.time.Duration.ofDays(40)));
        disputes.add(new Dispute(disputeNo(FIRST_DISPUTE + disputes.size()), invoice, chance.oneOf(REASONS),
                chance.oneOf(TEXTS),
                status(old, chance), chance.between(1, 4), opened,
                past.later(opened, chance.below(72), chance)));
    }
}
