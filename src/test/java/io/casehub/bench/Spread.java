package io.casehub.bench;

import java.util.Collection;

/** The middle of some measurements, and the least and the most of them. */
record Spread(double median, double least, double most) {

    static Spread of(Collection<Double> values) {
        var sorted = values.stream().sorted().toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    static Spread single(double value) {
        return new Spread(value, value, value);
    }
}
