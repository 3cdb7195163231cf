package io.casehub.landscape.company;

import io.casehub.landscape.company.MatterMaker.Surroundings;
import io.casehub.landscape.company.MatterMaker.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The troubles that stand in several systems: which customer has one, with which order, and when.
 * Some are made to be confused: two of one customer at a time, the same order again months later,
 * two people of one household.
 */
final class Matters {

    private static final Duration MONTHS = Duration.ofDays(80);

    private final long seed;
    private final Past past;
    private final List<Customer> customers;
    private final List<Order> orders;
    private final Map<Integer, List<Appearance>> contacts;
    private final Map<Integer, List<Order>> ordersOf;
    private final Map<String, Invoice> invoices;
    private final Map<String, Parcel> parcels;
    private final Map<Address, List<Customer>> houses;
    private final Offices offices;
    private final Postbag bag;
    private final Calm calm;
    private final List<Trouble> troubles = Trouble.all();
    private final List<Made> made = new ArrayList<>();

    /** An order with which something is wrong from this time on. */
    private record Plan(Order order, Instant start) {}

    private record Made(Plan plan, Trouble trouble, List<Trace> traces) {}

    Matters(long seed, Past past, Complaints.Trade trade, Offices offices, Postbag bag, Calm calm) {
        this.seed = seed;
        this.past = past;
        this.customers = trade.customers();
        this.orders = trade.orders();
        this.contacts = trade.contacts().stream().collect(Collectors.groupingBy(Appearance::customer));
        this.ordersOf = orders.stream().collect(Collectors.groupingBy(Order::customer));
        this.invoices = trade.money().invoices().stream()
                .collect(Collectors.toMap(i -> i.order().no(), Function.identity()));
        this.parcels = trade.sent().parcels().stream()
                .collect(Collectors.toMap(p -> p.order().no(), Function.identity()));
        this.houses = customers.stream().filter(Customer::person).collect(Collectors.groupingBy(Customer::address));
        this.offices = offices;
        this.bag = bag;
        this.calm = calm;
    }

    void make(int count) {
        var free = orders.stream().filter(calm::isUntouched).filter(order -> invoices.containsKey(order.no()))
                .filter(order -> order.changed().isBefore(past.end().minus(Duration.ofDays(3)))).toList();
        Deque<Plan> next = new ArrayDeque<>();
        for (var i = 0; made.size() < count && i < 20 * count && !free.isEmpty(); i++) {
            var chance = Chance.of(seed, "matter", i);
            if (next.isEmpty())
                next.addAll(plans(i, free, chance));
            if (!next.isEmpty())
                begin(next.removeFirst(), chance);
        }
    }

    List<Matter> told(Map<Integer, Letter> arriving) {
        var told = new ArrayList<Matter>();
        for (var one : made) {
            var order = one.plan().order();
            told.add(new Matter(told.size() + 1, one.trouble().kind(), order.customer(), order.no(),
                    one.traces().stream().map(trace -> trace.place(arriving)).toList()));
        }
        return told;
    }

    private List<Plan> plans(int i, List<Order> free, Chance chance) {
        var order = free.get(free.size() - 1 - chance.skewed(free.size()));
        var start = past.later(order.changed(), chance.between(6, 300), chance);
        return switch (i % 12) {
            case 3 -> again(chance).stream().toList();
            case 5, 10 -> together(order, start, ordersOf.getOrDefault(order.customer(), List.of()), chance);
            case 8 -> i % 24 == 8 ? households(chance, free) : List.of(new Plan(order, start));
            default -> List.of(new Plan(order, start));
        };
    }

    /** The same order has another trouble, months later. */
    private Optional<Plan> again(Chance chance) {
        if (made.isEmpty())
            return Optional.empty();
        var before = chance.oneOf(made).plan();
        var start = past.later(before.start().plus(MONTHS), chance.between(1, 24 * 120), chance);
        return Optional.of(new Plan(before.order(), start));
    }

    /** Two orders have a trouble at the same time. */
    private List<Plan> together(Order order, Instant start, List<Order> others, Chance chance) {
        return others.stream().filter(other -> !other.equals(order) && calm.isUntouched(other)
                && invoices.containsKey(other.no()) && other.changed().isBefore(start)).reduce((a, b) -> b)
                .map(other -> List.of(new Plan(order, start),
                        new Plan(other, past.later(start, chance.between(1, 100), chance))))
                .orElse(List.of());
    }

    /** Two who live together each have a trouble of their own. */
    private List<Plan> households(Chance chance, List<Order> free) {
        var shared = free.stream().filter(order -> housemate(order.customer()) != null).toList();
        if (shared.isEmpty())
            return List.of();
        var order = chance.oneOf(shared);
        var mate = housemate(order.customer());
        var theirs = mate == null ? List.<Order>of() : ordersOf.getOrDefault(mate.no(), List.of());
        var start = past.later(order.changed(), chance.between(6, 300), chance);
        var both = together(order, start, theirs, chance);
        return both.isEmpty() ? List.of(new Plan(order, start)) : both;
    }

    private void begin(Plan plan, Chance chance) {
        var order = plan.order();
        var trouble = chance.oneOf(troubles);
        var way = chance.oneOf(trouble.ways());
        var about = surroundings(order);
        Predicate<String> possible = stop -> !stop.equals("inquiry") || about.parcel() != null;
        if (!way.stream().allMatch(possible.and(stop -> !stop.equals("ticket") || !about.contacts().isEmpty()))
                || !calm.claims(order, plan.start()))
            return;
        var traces = new MatterMaker(about, past, calm, offices, bag, trouble, chance).make(way, plan.start());
        made.add(new Made(plan, trouble, List.copyOf(traces)));
    }

    private Surroundings surroundings(Order order) {
        var invoice = invoices.get(order.no());
        if (invoice == null)
            throw new IllegalArgumentException("order " + order.no() + " was not invoiced");
        return new Surroundings(customers.get(order.customer() - 1), order, invoice, parcels.get(order.no()),
                contacts.getOrDefault(order.customer(), List.of()),
                ordersOf.getOrDefault(order.customer(), List.of()).stream().filter(other -> !other.equals(order))
                        .toList(),
                housemate(order.customer()));
    }

    private @Nullable Customer housemate(int no) {
        var customer = customers.get(no - 1);
        return houses.getOrDefault(customer.address(), List.of()).stream().filter(other -> other.no() != no)
                .findFirst().orElse(null);
    }
}
