package io.casehub.landscape.shipping;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Chance;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Sql;
import io.casehub.landscape.system.Store;
import io.casehub.landscape.system.Touched;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What happens in the carriers' depots. */
public final class ShippingStaff {

    private static final List<String> CARRIERS = List.of("Bodenseepost", "Rapid Parcel", "Eurokurier");
    private static final int RECENT = 150;

    private final Depot depot;
    private final Journal journal;
    private final Runnable published;

    ShippingStaff(Depot depot, Journal journal, Runnable published) {
        this.depot = depot;
        this.journal = journal;
        this.published = published;
    }

    /** A parcel for an order is on its way to its recipient. */
    public Touched announce(String orderNo, Appearance recipient, Chance chance, String by) {
        return change(sql -> {
            var last = depot.parcels.highestKey(sql).orElse("VM700000000");
            var no = "VM%09d".formatted(Long.parseLong(last.substring(2)) + 1000);
            var event = Tracking.announced(no, chance.oneOf(CARRIERS), orderNo,
                    LocalDate.now(ZoneOffset.UTC).plusDays(chance.between(2, 5)), Tracking.Recipient.of(recipient),
                    now());
            tell(sql, event, by);
            return Optional.of(new Touched("shipping", "parcel", no, "ANNOUNCED"));
        }).orElseThrow();
    }

    /**
     * One of the parcels under way is seen again; now and then its events come twice, or in the wrong
     * order.
     */
    public Optional<Touched> scan(Chance chance, String by) {
        return change(sql -> {
            var underWay = depot.parcels.latest(sql, RECENT).stream().filter(Tracking::isUnderWay).toList();
            if (underWay.isEmpty())
                return Optional.empty();
            var first = following(chance.oneOf(underWay), chance, now());
            if (chance.in(0.1) && first.isUnderWay()) {
                var second = following(first, chance, now().plusMillis(1));
                tell(sql, second, by);
                depot.publish(sql, Topics.TRACKING, first.trackingNo(), first);
                return Optional.of(new Touched("shipping", "parcel", second.trackingNo(), second.status()));
            }
            tell(sql, first, by);
            if (chance.in(0.03))
                depot.publish(sql, Topics.TRACKING, first.trackingNo(), first);
            return Optional.of(new Touched("shipping", "parcel", first.trackingNo(), first.status()));
        });
    }

    /** Somebody asks where a parcel is. */
    public Optional<Touched> inquire(Chance chance, String by) {
        return change(sql -> {
            var recent = depot.parcels.latest(sql, RECENT);
            if (recent.isEmpty())
                return Optional.empty();
            var parcel = chance.oneOf(recent);
            var last = depot.inquiries.highestKey(sql).orElse("IQ-04000");
            var id = "IQ-%05d".formatted(Integer.parseInt(last.substring(3)) + 1);
            var opened = new InquiryEvent(id, 1, parcel.trackingNo(), parcel.orderNo(),
                    chance.oneOf("NOT_DELIVERED", "DAMAGED", "DELAYED"),
                    "OPEN", "Empfänger fragt nach der Sendung.", now(), now(), null);
            depot.keep(sql, opened);
            journal.changed(by, "inquiry", id, null, opened);
            return Optional.of(new Touched("shipping", "inquiry", id, "OPEN"));
        });
    }

    /** Somebody goes on with one of the inquiries. */
    public Optional<Touched> workOnInquiry(Chance chance, String by) {
        return change(sql -> {
            var recent = depot.inquiries.latest(sql, 20);
            if (recent.isEmpty())
                return Optional.empty();
            var before = chance.oneOf(recent);
            var status = switch (before.status()) {
                case "OPEN", "WAITING_CUSTOMER" -> "INVESTIGATING";
                case "INVESTIGATING" -> chance.oneOf("FOUND", "LOST", "WAITING_CUSTOMER");
                case "FOUND", "LOST" -> "CLOSED";
                default -> "INVESTIGATING";
            };
            var after = before.next(status, "Depot meldet: " + status + ".", now(), null);
            depot.keep(sql, after);
            journal.changed(by, "inquiry", after.inquiryId(), before, after);
            return Optional.of(new Touched("shipping", "inquiry", after.inquiryId(), status));
        });
    }

    private Optional<Touched> change(Store.Work<Optional<Touched>> work) {
        var touched = depot.store.write(work);
        published.run();
        return touched;
    }

    private void tell(Sql sql, Tracking event, String by) throws SQLException {
        var before = depot.parcels.get(sql, event.trackingNo()).orElse(null);
        depot.seen(sql, event);
        depot.publish(sql, Topics.TRACKING, event.trackingNo(), event);
        journal.changed(by, "parcel", event.trackingNo(), before, event);
    }

    private static Tracking following(Tracking last, Chance chance, Instant at) {
        return switch (last.status()) {
            case "ANNOUNCED" -> last.next("PICKED_UP", "Lindau", at);
            case "PICKED_UP" -> last.next("IN_TRANSIT", chance.oneOf("Ulm", "Kassel", "Linz", "Zürich"), at);
            case "IN_TRANSIT" -> chance.in(0.2)
                    ? last.next("DELAYED", last.place(), at)
                    : last.next("OUT_FOR_DELIVERY", last.recipient().city(), at);
            case "DELAYED", "EXCEPTION" -> last.next("OUT_FOR_DELIVERY", last.recipient().city(), at);
            default -> chance.in(0.05)
                    ? last.next("EXCEPTION", last.recipient().city(), at)
                    : last.next("DELIVERED", last.recipient().city(), at);
        };
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
