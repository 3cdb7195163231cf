package io.casehub.landscape.company;

import java.time.Instant;

/**
 * @param status OPENED, UNDER_REVIEW, AWAITING_CUSTOMER, ACCEPTED, REJECTED or CLOSED
 */
public record Dispute(String no, Invoice invoice, String reason, String text, String status, int revision,
        Instant opened,
        Instant changed) {}
