package io.casehub.landscape.company;

import java.util.ArrayList;
import java.util.List;

/** What was sent, where it was seen, and what was asked about it. */
final class Parcels {

    private static final List<String> CARRIERS = List.of("Bodenseepost", "Rapid Parcel", "Eurokurier");
    private static final List<String> HUBS = List.of("Lindau", "Ulm", "Kassel", "Linz", "Zürich", "Metz", "Venlo",
            "Łódź");

    static final int FIRST_INQUIRY = 4_001;

    private final long seed;
    private final Past past;
    private final List<Customer> customers;
    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Inquiry> inquiries = new ArrayList<>();

    Parcels(long seed, Past past, List<Customer> customers, List<Order> orders) {
        this.seed = seed;
        this.past = past;
        this.customers = customers;
        orders.stream().filter(order -> order.reached(30)).forEach(this::send);
    }

    List<Parcel> parcels() {
        return parcels;
    }

    List<Inquiry> inquiries() {
        return inquiries;
    }

    static String inquiryId(int number) {
        return "IQ-%05d".formatted(number);
    }

    static String status(boolean old, Chance chance) {
        return old
                ? chance.oneOf("FOUND", "LOST", "CLOSED", "CLOSED")
                : chance.oneOf("OPEN", "INVESTIGATING", "WAITING_CUSTOMER");
    }

    private void send(Order order) {
        var chance = Chance.of(seed, "parcel" + order.no(), 0);
        if (!chance.in(0.77))
            return;
        var customer = customers.get(order.customer() - 1);
        var trackingNo = "VM%09d".formatted(700_000_000 + chance.below(1000) + parcels.size() * 1000L);
        var recipient = Clerks.shipping(customer, chance, order.changed()).withKey(trackingNo);
        var parcel = new Parcel(trackingNo, order, chance.oneOf(CARRIERS), order.day().plusDays(chance.between(3, 6)),
                recipient,
                scans(order, customer, chance));
        parcels.add(parcel);
        if (chance.in(parcel.troubled() ? 0.27 : 0.01))
            inquire(parcel, chance);
    }

    private List<Parcel.Scan> scans(Order order, Customer customer, Chance chance) {
        var statuses = new ArrayList<>(List.of("ANNOUNCED", "PICKED_UP", "IN_TRANSIT"));
        if (chance.in(0.09))
            statuses.add("DELAYED");
        if (chance.in(0.02))
            statuses.add("EXCEPTION");
        if (order.reached(40))
            statuses.addAll(List.of("OUT_FOR_DELIVERY", "DELIVERED"));
        if (order.reached(40) && chance.in(0.015))
            statuses.set(statuses.size() - 1, "RETURNED");
        if (!order.reached(40))
            statuses.subList(chance.between(1, 3), statuses.size()).clear();
        var at = past.on(order.day().plusDays(1), chance);
        var scans = new ArrayList<Parcel.Scan>();
        for (var status : statuses) {
            var place = scans.size() < 2 ? "Lindau" : scans.size() < 3 ? chance.oneOf(HUBS) : customer.address().city();
            scans.add(new Parcel.Scan(scans.size() + 1, status, at, place));
            at = past.later(at, chance.between(3, 20), chance);
        }
        return List.copyOf(scans);
    }

    private void inquire(Parcel parcel, Chance chance) {
        var opened = past.later(parcel.scans().getLast().at(), chance.between(5, 60), chance);
        var old = opened.isBefore(past.end().minus(java.time.Duration.ofDays(30)));
        var status = status(old, chance);
        inquiries.add(new Inquiry(inquiryId(FIRST_INQUIRY + inquiries.size()), parcel,
                chance.oneOf("NOT_DELIVERED", "DAMAGED", "WRONG_ADDRESS", "DELAYED"), status,
                chance.oneOf("Empfänger meldet: nicht angekommen", "Karton beschädigt",
                        "Sendung liegt seit Tagen im Depot", "Adresse unvollständig"),
                opened, past.later(opened, chance.below(96), chance)));
    }
}
