package io.casehub.bench;

import io.casehub.bench.Rounds.Cost;
import java.io.IOException;
import java.util.Map;

/**
 * The largest store with the heap that was given, and a start with it beside one with an empty
 * store.
 */
final class MemoryFigure implements Figure {

    private static final double AS_FAST = 1.15;

    @Override
    public Measured measure(Setting setting) throws IOException {
        int customers = setting.sizes().getLast();
        var full = setting.stores().of(customers);
        var empty = setting.stores().empty("bench_empty");
        setting.hub(empty, Map.of()).close(); // makes its tables
        var rounds = new Rounds().side("empty", () -> start(setting, empty)).side("full", () -> start(setting, full))
                .run(setting.rounds());
        var records = setting.server().jdbc(full).sql("select count(*) from source_record").query(Double.class)
                .single();
        try (var hub = setting.hub(full, Map.of())) {
            var ids = hub.customers(setting.requests());
            hub.load(8, 200, n -> hub.get("/api/v1/customers/" + ids.get(n % ids.size()))).closed(setting.warmUp());
            return new Measured("memory").line("customers", "", Spread.single(customers))
                    .line("records", "", Spread.single(records))
                    .line("heap allowed", "MB", Spread.single(heap(setting)))
                    .atMost("heap that it has taken, many customers read", "MB", Spread.single(taken(hub)), 1024)
                    .line("resident, at most", "MB", Spread.single(hub.peakMegabytes()))
                    .line("start with an empty store", "s CPU", rounds.cpuSeconds("empty"))
                    .line("start with this store", "s CPU", rounds.cpuSeconds("full"))
                    .atMost("start with this store for one with an empty one", "× CPU",
                            rounds.perCpuSecond("empty", "full"), AS_FAST);
        }
    }

    private static Cost start(Setting setting, String store) {
        long before = System.nanoTime();
        try (var started = setting.hub(store, Map.of())) {
            return new Cost(1, new ProcessTrees(started.pid()).seconds(), (System.nanoTime() - before) / 1e9);
        }
    }

    private static double taken(Hub hub) {
        return hub.read("/actuator/metrics/jvm.memory.committed?tag=area:heap").at("/measurements/0/value").asDouble()
                / (1 << 20);
    }

    private static double heap(Setting setting) {
        return setting.jvm().stream().filter(option -> option.startsWith("-Xmx")).map(option -> option.substring(4))
                .mapToDouble(size -> size.endsWith("g")
                        ? 1024 * Double.parseDouble(size.replace("g", ""))
                        : Double.parseDouble(size.replace("m", "")))
                .findFirst().orElse(0);
    }
}
