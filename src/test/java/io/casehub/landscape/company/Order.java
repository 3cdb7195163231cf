package io.casehub.landscape.company;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * @param state the erp's code: 10 taken, 20 confirmed, 30 picked, 40 delivered, 50 invoiced, 90
 * cancelled
 */
public record Order(String no, int customer, LocalDate day, String state, List<Line> lines, Instant changed) {

    /** A line of an order. */
    public record Line(Product product, int quantity) {}

    public long cents() {
        return lines.stream().mapToLong(line -> line.product().cents() * line.quantity()).sum();
    }

    boolean reached(int code) {
        return !state.equals("90") && Integer.parseInt(state) >= code;
    }
}
