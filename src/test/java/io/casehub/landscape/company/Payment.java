package io.casehub.landscape.company;

import java.time.Instant;

/**
 * @param state SUCCEEDED, FAILED, PENDING or REFUNDED
 */
public record Payment(String no, Invoice invoice, long cents, String method, String state, Instant at) {}
