package io.casehub.landscape.company;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What customers asked: the crm's cases, and the mails that wait in the mailbox. */
final class Talk {

    private static final List<String> STAFF = List.of("a.berg", "d.ilic", "m.huber", "s.ott", "t.kaya");
    private static final List<String> OLD = List.of("Solved", "Closed", "Closed", "Closed", "Pending Customer");
    private static final List<String> YOUNG = List.of("New", "New", "In Progress", "In Progress", "Pending Customer",
            "Pending Vendor");

    private final long seed;
    private final Past past;
    private final List<Customer> customers;
    private final List<Order> orders;
    private final Set<Integer> buyers;
    private final List<Topic> topics = Topic.all();

    Talk(long seed, Past past, List<Customer> customers, List<Order> orders) {
        this.seed = seed;
        this.past = past;
        this.customers = customers;
        this.orders = orders;
        this.buyers = orders.stream().map(Order::customer).collect(Collectors.toUnmodifiableSet());
    }

    List<Ticket> tickets(List<Appearance> contacts, int count) {
        return IntStream.range(0, count).mapToObj(i -> ticket(i, contacts, Chance.of(seed, "ticket", i))).toList();
    }

    private Ticket ticket(int i, List<Appearance> contacts, Chance chance) {
        var contact = writer(contacts, chance);
        var order = orders.stream().filter(o -> o.customer() == contact.customer()).findFirst();
        var product = order.map(o -> o.lines().getFirst().product().name()).orElse("City bike");
        var words = chance.oneOf(topics).words(contact.language(), order.map(Order::no).orElse("(ohne Nummer)"),
                product, contact.name(), chance);
        var created = order.map(o -> past.later(o.changed(), chance.between(20, 400), chance))
                .orElseGet(() -> past.sometime(chance));
        var old = created.isBefore(past.end().minus(Duration.ofDays(45)));
        return new Ticket(1001 + i, contact, words.subject(), words.text(), chance.oneOf(old ? OLD : YOUNG),
                chance.oneOf("P1", "P2", "P3", "P3", "P3", "P4"), chance.in(0.8) ? chance.oneOf(STAFF) : null,
                order.filter(o -> chance.in(0.6)).map(Order::no).orElse(null), created,
                past.later(created, chance.between(1, 240), chance));
    }

    // most who write have ordered something
    private Appearance writer(List<Appearance> contacts, Chance chance) {
        var contact = chance.oneOf(contacts);
        for (var tries = 0; tries < 6 && !buyers.contains(contact.customer()); tries++)
            contact = chance.oneOf(contacts);
        return contact;
    }

    /** The last weeks' mails in the order in which they came in. */
    List<Letter> letters(int count) {
        var drafts = new ArrayList<Letter>();
        for (var i = 0; drafts.size() < count; i++)
            drafts.addAll(thread(i, Chance.of(seed, "letter", i)));
        drafts.sort(Comparator.comparing(Letter::at));
        return renumbered(drafts);
    }

    // a thread: the question, sometimes a second mail of the same customer that refers to the first
    private List<Letter> thread(int i, Chance chance) {
        var order = orders.get(orders.size() - 1 - chance.skewed(orders.size()));
        var customer = customers.get(order.customer() - 1);
        var product = order.lines().getFirst().product().name();
        var words = chance.oneOf(topics).words(customer.language(), order.no(), product, customer.name(), chance);
        var from = chance.oneOf(customer.emails());
        var at = past.on(past.daysAgo(1 + chance.below(60)), chance);
        var first = new Letter(2 * i, customer.no(), kind(i), customer.name(), from, words.subject(), words.text(), at,
                null);
        if (first.kind() != Letter.Kind.PLAIN || !chance.in(0.2))
            return List.of(first);
        return List.of(first,
                new Letter(2 * i + 1, customer.no(), Letter.Kind.PLAIN, customer.name(), from, "Re: " + words.subject(),
                        chance.oneOf("Gibt es schon etwas Neues?", "Any news on this?",
                                "Ich habe leider noch keine Antwort erhalten."),
                        past.later(at, chance.between(20, 100), chance), first.number()));
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

    private static List<Letter> renumbered(List<Letter> letters) {
        var numbers = letters.stream().map(Letter::number).toList();
        return IntStream.range(0, letters.size()).mapToObj(i -> {
            var l = letters.get(i);
            var answered = l.inReplyTo() == null ? null : Integer.valueOf(numbers.indexOf(l.inReplyTo()) + 1);
            return new Letter(i + 1, l.customer(), l.kind(), l.fromName(), l.from(), l.subject(), l.text(), l.at(),
                    answered);
        }).toList();
    }
}
