package io.casehub.bench;

import io.casehub.bench.Wire.Answer;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Many requests over a few connections; any answer but those expected ends it. */
record Load(int port, int connections, int expected, IntFunction<byte[]> requests) {

    /** So many requests, each as soon as the one before it on its connection is answered. */
    void closed(int count) {
        var next = new AtomicInteger();
        onEach(connection -> {
            try (var wire = new Wire(port)) {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    check(wire.send(requests.apply(n)));
                }
            }
        });
    }

    /**
     * Requests at times fixed beforehand, whether earlier ones are answered or not: what a slow answer
     * makes others wait is in their latency.
     *
     * @return the latencies in milliseconds, sorted
     */
    double[] open(double aSecond, int count) {
        var next = new AtomicInteger();
        var latencies = new double[count];
        long begin = System.nanoTime() + 50_000_000;
        onEach(connection -> {
            try (var wire = new Wire(port)) {
                for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
                    long due = begin + (long) (n * 1e9 / aSecond);
                    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                        LockSupport.parkNanos(left);
                    }
                    check(wire.send(requests.apply(n)));
                    latencies[n] = (System.nanoTime() - due) / 1e6;
                }
            }
        });
        Arrays.sort(latencies);
        return latencies;
    }

    /** The latency that a part of all, such as 0.99, does not exceed. */
    static double percentile(double[] sorted, double part) {
        return sorted[(int) Math.ceil(part * sorted.length) - 1];
    }

    private void check(Answer answer) {
        if (answer.status() != expected) {
            throw new IllegalStateException("the hub answered " + answer.status() + " instead of " + expected + ": "
                    + answer.text());
        }
    }

    private void onEach(IntConsumer work) {
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var done = IntStream.range(0, connections).mapToObj(connection -> threads.submit(
                    () -> work.accept(connection))).toList();
            for (var one : done) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a request was not answered as it should be", e.getCause());
        }
    }
}
