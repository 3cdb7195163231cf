package io.casehub.landscape.company;

import java.time.Instant;
import java.time.LocalDate;

/**
 * @param state OPEN, PAID, PARTIAL, OVERDUE, DISPUTED or VOID
 */
public record Invoice(String no, Order order, LocalDate issued, LocalDate due, long cents, long openCents, String state,
        Instant changed) {}
