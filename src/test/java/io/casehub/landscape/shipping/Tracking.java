package io.casehub.landscape.shipping;

import io.casehub.landscape.company.Appearance;
import io.casehub.landscape.company.Parcel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A parcel was seen somewhere. */
record Tracking(String eventId, String trackingNo, int seq, String status, Instant at, String place, String carrier,
        String orderNo,
        LocalDate promisedDate, Recipient recipient) {

    private static final Set<String> FINAL = Set.of("DELIVERED", "RETURNED");

    /** What stands on the parcel. */
    record Recipient(String name, @Nullable String email, @Nullable String phone, String street, String zip,
            String city, String country) {

        static Recipient of(Appearance a) {
            var home = a.address();
            return new Recipient(a.name(), a.email(), a.phone(), home.street(), home.zip(), home.city(),
                    home.country());
        }
    }

    static Stream<Tracking> of(Parcel parcel) {
        var recipient = Recipient.of(parcel.recipient());
        return parcel.scans().stream()
                .map(scan -> new Tracking(id(parcel.trackingNo(), scan.seq()), parcel.trackingNo(), scan.seq(),
                        scan.status(), scan.at(), scan.place(), parcel.carrier(), parcel.order().no(),
                        parcel.promised(), recipient));
    }

    static Tracking announced(String trackingNo, String carrier, String orderNo, LocalDate promised,
            Recipient recipient, Instant at) {
        return new Tracking(id(trackingNo, 1), trackingNo, 1, "ANNOUNCED", at, "Lindau", carrier, orderNo, promised,
                recipient);
    }

    Tracking next(String nextStatus, String nextPlace, Instant nextAt) {
        return new Tracking(id(trackingNo, seq + 1), trackingNo, seq + 1, nextStatus, nextAt, nextPlace, carrier,
                orderNo, promisedDate,
                recipient);
    }

    boolean isUnderWay() {
        return !FINAL.contains(status);
    }

    private static String id(String trackingNo, int seq) {
        return trackingNo + "-" + seq;
    }
}
