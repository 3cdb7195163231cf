package io.casehub.landscape.company;

import io.casehub.landscape.company.Matter.Hint;
import io.casehub.landscape.company.MatterMaker.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What customers asked: the crm's cases, and the mails that wait in the mailbox. */
final class Talk {

    private static final List<String> STAFF = List.of("a.berg", "d.ilic", "m.huber", "s.ott", "t.kaya");
    private static final List<String> OLD = List.of("Solved", "Closed", "Closed", "Closed", "Pending Customer");
    private static final List<String> YOUNG = List.of("New", "New", "In Progress", "In Progress", "Pending Customer",
            "Pending Vendor");

    static final int FIRST_TICKET = 1_001;

    private final long seed;
    private final Past past;
    private final List<Customer> customers;
    private final List<Order> orders;
    private final Calm calm;
    private final Postbag bag;
    private final Map<Integer, List<Order>> ordersOf;
    private final List<List<Letter>> threads = new ArrayList<>();
    private final List<Topic> topics = Topic.all();

    Talk(long seed, Past past, List<Customer> customers, List<Order> orders, Calm calm, Postbag bag) {
        this.seed = seed;
        this.past = past;
        this.customers = customers;
        this.orders = orders;
        this.calm = calm;
        this.bag = bag;
        this.ordersOf = orders.stream().collect(Collectors.groupingBy(Order::customer));
    }

    List<Ticket> tickets(List<Appearance> contacts, int count) {
        return IntStream.range(0, count).mapToObj(i -> ticket(i, contacts, Chance.of(seed, "ticket", i))).toList();
    }

    private Ticket ticket(int i, List<Appearance> contacts, Chance chance) {
        var contact = writer(contacts, chance);
        var cause = cause(contact.customer(), chance);
        var order = cause.map(Cause::order);
        var product = order.map(o -> o.lines().getFirst().product().name()).orElse("City bike");
        var words = chance.oneOf(topics).words(contact.language(), order.map(Order::no).orElse("(ohne Nummer)"),
                product, contact.name(), chance);
        var created = cause.map(Cause::at).orElseGet(() -> past.sometime(chance));
        var old = created.isBefore(past.end().minus(Duration.ofDays(45)));
        return new Ticket(FIRST_TICKET + i, contact, words.subject(), words.text(), status(old, chance),
                chance.oneOf("P1", "P2", "P3", "P3", "P3", "P4"), owner(chance),
                order.filter(o -> chance.in(0.6)).map(Order::no).orElse(null), created,
                past.later(created, chance.between(1, 240), chance));
    }

    static String status(boolean old, Chance chance) {
        return chance.oneOf(old ? OLD : YOUNG);
    }

    static @Nullable String owner(Chance chance) {
        return chance.in(0.8) ? chance.oneOf(STAFF) : null;
    }

    /** An order, and when somebody rings up about it. */
    private record Cause(Order order, Instant at) {}

    // one with which nothing else is wrong just then; some ring up months later
    private Optional<Cause> cause(int customer, Chance chance) {
        for (var order : ordersOf.getOrDefault(customer, List.of())) {
            var hours = chance.in(0.1) ? chance.between(24 * 90, 24 * 250) : chance.between(20, 400);
            var at = past.later(order.changed(), hours, chance);
            if (calm.claims(order, at))
                return Optional.of(new Cause(order, at));
        }
        return Optional.empty();
    }

    // most who write have ordered something
    private Appearance writer(List<Appearance> contacts, Chance chance) {
        var contact = chance.oneOf(contacts);
        for (var tries = 0; tries < 6 && !ordersOf.containsKey(contact.customer()); tries++)
            contact = chance.oneOf(contacts);
        return contact;
    }

    /** Writes at least as many mails of the last weeks. */
    void write(int count) {
        var before = bag.count();
        for (var i = 0; bag.count() < before + count; i++)
            threads.add(thread(i, Chance.of(seed, "letter", i)));
    }

    /** The matters that are nothing but mails, with numbers after these. */
    List<Matter> conversations(int before, Map<Integer, Letter> arriving) {
        var told = new ArrayList<Matter>();
        for (var thread : threads) {
            if (thread.size() > 1)
                told.add(new Matter(before + told.size() + 1, "conversation", thread.getFirst().customer(), null,
                        thread.stream().map(letter -> new Trace("email", "", letter.number(),
                                letter.inReplyTo() == null ? Hint.NOTHING : Hint.THREAD, false).place(arriving))
                                .toList()));
        }
        return told;
    }

    // a thread: the question, sometimes a second mail of the same customer that refers to the first
    private List<Letter> thread(int i, Chance chance) {
        var at = past.on(past.daysAgo(1 + chance.below(60)), chance);
        var order = orders.get(orders.size() - 1 - chance.skewed(orders.size()));
        for (var tries = 0; tries < 50 && !calm.claims(order, at); tries++)
            order = orders.get(orders.size() - 1 - chance.skewed(orders.size()));
        var customer = customers.get(order.customer() - 1);
        var product = order.lines().getFirst().product().name();
        var words = chance.oneOf(topics).words(customer.language(), order.no(), product, customer.name(), chance);
        var from = chance.oneOf(customer.emails());
        var first = bag.put(
                new Letter(bag.next(), customer.no(), kind(i), customer.name(), from, words.subject(), words.text(), at,
                        null));
        if (first.kind() != Letter.Kind.PLAIN || !chance.in(0.2))
            return List.of(first);
        return List.of(first,
                bag.put(new Letter(bag.next(), customer.no(), Letter.Kind.PLAIN, customer.name(), from,
                        "Re: " + words.subject(),
                        chance.oneOf("Gibt es schon etwas Neues?", "Any news on this?",
                                "Ich habe leider noch keine Antwort erhalten."),
                        past.later(at, chance.between(20, 100), chance), first.number())));
    }

    private static Letter.Kind kind(int i) {
        if (i == 40)
            return Letter.Kind.BOUNCE;
        if (i % 45 == 17)
            return Letter.Kind.AUTO_REPLY;
        if (i % 30 == 11)
            return Letter.Kind.ATTACHMENT;
        return i % 6 == 2 ? Letter.Kind.HTML : Letter.Kind.PLAIN;
    }
}
