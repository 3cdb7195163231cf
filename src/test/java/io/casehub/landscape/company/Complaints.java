package io.casehub.landscape.company;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that customers ever complained of: single cases, each in one system, and the matters that
 * stand in several.
 */
record Complaints(List<Return> returns, List<Dispute> disputes, List<Inquiry> inquiries, List<Ticket> tickets,
        List<Letter> letters, List<Matter> matters) {

    /** What the company has sold, to whom, and what was filed about it in one place alone. */
    record Trade(List<Customer> customers, List<Appearance> contacts, List<Order> orders, List<Return> returns,
            Accounts money, Parcels sent) {}

    static Complaints of(Trade trade, long seed, Past past) {
        var size = trade.customers().size();
        var tickets = Math.max(3, size * 35 / 100);
        var calm = new Calm();
        var returns = alone(trade.returns(), Return::order, Return::changed, calm);
        var disputes = alone(trade.money().disputes(), dispute -> dispute.invoice().order(), Dispute::opened, calm);
        var inquiries = alone(trade.sent().inquiries(), inquiry -> inquiry.parcel().order(), Inquiry::opened, calm);

        var offices = new Offices(past, tickets, trade.money().disputes().size(), trade.returns().size(),
                trade.sent().inquiries().size());
        var bag = new Postbag();
        var matters = new Matters(seed, past, trade, offices, bag, calm);
        matters.make(Math.max(3, size * 17 / 100));

        var talk = new Talk(seed, past, trade.customers(), trade.orders(), calm, bag);
        var single = talk.tickets(trade.contacts(), tickets);
        talk.write(Math.max(3, size / 8));
        var arriving = bag.arriving();
        var told = matters.told(arriving);
        return new Complaints(both(returns, offices.returns), both(disputes, offices.disputes),
                both(inquiries, offices.inquiries), both(single, offices.tickets),
                arriving.values().stream().sorted(Comparator.comparing(Letter::number)).toList(),
                both(told, talk.conversations(told.size(), arriving)));
    }

    // two that fell on one order at one time by chance would be one trouble, as nobody could tell them
    // apart
    private static <T> List<T> alone(List<T> filed, Function<T, Order> order, Function<T, Instant> at, Calm calm) {
        return filed.stream().filter(one -> calm.claims(order.apply(one), at.apply(one))).toList();
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
