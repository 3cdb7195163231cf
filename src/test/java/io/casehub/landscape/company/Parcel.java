package io.casehub.landscape.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** A parcel and where it was seen. */
public record Parcel(String trackingNo, Order order, String carrier, LocalDate promised, Appearance recipient,
        List<Scan> scans) {

    /**
     * @param status ANNOUNCED, PICKED_UP, IN_TRANSIT, OUT_FOR_DELIVERY, DELIVERED, DELAYED, EXCEPTION
     * or RETURNED
     */
    public record Scan(int seq, String status, Instant at, String place) {}

    boolean troubled() {
        return scans.stream().anyMatch(scan -> scan.status().equals("DELAYED") || scan.status().equals("EXCEPTION"));
    }
}
