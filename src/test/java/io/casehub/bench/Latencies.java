package io.casehub.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.Supplier;

/** How long things took to become known, from when they were done; in milliseconds. */
final class Latencies {

    private Latencies() {}

    /** Waits for the last of them. */
    static double[] of(Map<String, Long> done, Supplier<Map<String, Long>> known, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!known.get().keySet().containsAll(done.keySet()) && System.nanoTime() < end) {
            Hub.sleep(Duration.ofMillis(50));
        }
        var at = known.get();
        var latencies = done.entrySet().stream().filter(entry -> at.containsKey(entry.getKey()))
                .mapToDouble(entry -> (at.getOrDefault(entry.getKey(), 0L) - entry.getValue()) / 1e6).toArray();
        if (latencies.length == 0) {
            throw new IllegalStateException("none of " + done.size() + " has become known");
        }
        Arrays.sort(latencies);
        return latencies;
    }

    /** A percentile, with the least and the most of all. */
    static Spread at(double[] sorted, double part) {
        return new Spread(Load.percentile(sorted, part), sorted[0], sorted[sorted.length - 1]);
    }

    static Spread count(Collection<?> things, double[] known) {
        return Spread.single(things.size() - known.length);
    }
}
