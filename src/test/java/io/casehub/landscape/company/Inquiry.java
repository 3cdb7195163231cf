package io.casehub.landscape.company;

import java.time.Instant;

/**
 * @param status OPEN, INVESTIGATING, WAITING_CUSTOMER, FOUND, LOST or CLOSED
 */
public record Inquiry(String id, Parcel parcel, String reason, String status, String text, Instant opened,
        Instant changed) {}
