package io.casehub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Sides that are measured in turn, forth and back in each round (A B B A), so that whatever else
 * happens on the machine happens to all of them.
 */
final class Rounds {

    private final Map<String, Supplier<Cost>> sides = new LinkedHashMap<>();
    private final Map<String, List<Cost>> costs = new LinkedHashMap<>();

    /** A side, and one leg of it. */
    Rounds side(String name, Supplier<Cost> leg) {
        sides.put(name, leg);
        return this;
    }

    Rounds run(int rounds) {
        for (int round = 0; round < rounds; round++) {
            var order = new ArrayList<>(sides.entrySet());
            order.addAll(order.reversed());
            var sums = new LinkedHashMap<String, Cost>();
            order.forEach(side -> sums.merge(side.getKey(), side.getValue().get(), Cost::plus));
            sums.forEach((side, cost) -> costs.computeIfAbsent(side, any -> new ArrayList<>()).add(cost));
        }
        return this;
    }

    /** CPU time an operation, in microseconds, over the rounds. */
    Spread cpuMicros(String side) {
        return Spread.of(of(side).stream().map(Cost::cpuMicros).toList());
    }

    /** CPU time an operation, in seconds, over the rounds. */
    Spread cpuSeconds(String side) {
        return Spread.of(of(side).stream().map(cost -> cost.cpuMicros() / 1e6).toList());
    }

    /** Operations a second of wall time, over the rounds. */
    Spread aSecond(String side) {
        return Spread.of(of(side).stream().map(Cost::aSecond).toList());
    }

    /**
     * How many operations of a side the CPU time of one of the other's buys: of the ratios per round.
     */
    Spread perCpuSecond(String side, String beside) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < of(side).size(); round++) {
            ratios.add(of(beside).get(round).cpuMicros() / of(side).get(round).cpuMicros());
        }
        return Spread.of(ratios);
    }

    private List<Cost> of(String side) {
        return costs.getOrDefault(side, List.of());
    }

    /** What some operations took. */
    record Cost(long operations, double cpuSeconds, double wallSeconds) {

        Cost plus(Cost other) {
            return new Cost(operations + other.operations, cpuSeconds + other.cpuSeconds,
                    wallSeconds + other.wallSeconds);
        }

        double cpuMicros() {
            return cpuSeconds * 1e6 / operations;
        }

        double aSecond() {
            return operations / wallSeconds;
        }

        static Cost of(ProcessTrees measured, long operations, Runnable work) {
            double cpu = measured.seconds();
            long began = System.nanoTime();
            work.run();
            double wall = (System.nanoTime() - began) / 1e9;
            return new Cost(operations, measured.seconds() - cpu, wall);
        }
    }
}
