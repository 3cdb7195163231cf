package io.casehub.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.bench.Rounds.Cost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * What a read, a change and a new customer cost in stores of different size, side by side, each
 * with a hub of its own. The hubs keep no answers at hand, or the small store would be read from
 * memory alone.
 */
final class GrowthFigure implements Figure {

    private static final int CONNECTIONS = 2;
    private static final int PAGE = 50;
    private static final double ALLOWED = 1.15;
    private static final List<String> OPERATIONS = List.of("read", "change", "new record");

    private final Map<Integer, Integer> versions = new LinkedHashMap<>();
    private int added;

    @Override
    public Measured measure(Setting setting) throws IOException {
        var hubs = new LinkedHashMap<Integer, Hub>();
        try {
            for (int size : setting.sizes()) {
                var store = setting.stores().of(size);
                versions.put(size, setting.stores().nextVersion(store));
                hubs.put(size, setting.hub(store, Map.of("casehub.view.at-hand", "0B")));
            }
            var reads = new Rounds();
            var changes = new Rounds();
            var news = new Rounds();
            hubs.forEach((size, hub) -> {
                var ids = hub.customers(setting.requests());
                var load = hub.load(CONNECTIONS, 200, n -> hub.get("/api/v1/customers/" + ids.get(n % ids.size())));
                load.closed(setting.warmUp());
                reads.side(name(size), () -> Cost.of(hub.processes(), setting.requests(),
                        () -> load.closed(setting.requests())));
                changes.side(name(size), () -> changes(hub, size, setting.records() / 4));
                news.side(name(size), () -> news(hub, setting.records() / 4));
            });
            for (int leg = 0; leg < 3; leg++) {
                hubs.forEach((size, hub) -> changes(hub, size, setting.records() / 4));
            }
            List.of(reads, changes, news).forEach(rounds -> rounds.run(setting.rounds()));
            for (int size : setting.sizes()) {
                setting.explain(setting.stores().of(size));
            }
            return measured(setting.sizes(), List.of(reads, changes, news));
        } finally {
            hubs.values().forEach(Hub::close);
        }
    }

    private static Measured measured(List<Integer> sizes, List<Rounds> operations) {
        var measured = new Measured("growth");
        for (int operation = 0; operation < OPERATIONS.size(); operation++) {
            var rounds = operations.get(operation);
            for (int size : sizes) {
                measured.line(OPERATIONS.get(operation) + " at " + name(size) + ": CPU", "µs",
                        rounds.cpuMicros(name(size)));
            }
            measured.atMost(OPERATIONS.get(operation) + ": CPU at " + name(sizes.getLast()) + " for that at "
                    + name(sizes.getFirst()), "×", rounds.perCpuSecond(name(sizes.getFirst()), name(sizes.getLast())),
                    ALLOWED);
        }
        return measured;
    }

    static String name(int size) {
        return Measured.number(size);
    }

    /** Customers of all the store, in no order, of whom one order each changes. */
    private Cost changes(Hub hub, int size, int count) {
        int version = versions.merge(size, 1, Integer::sum);
        var random = new Random(version);
        var packed = new ArrayList<ObjectNode>();
        LongStream.generate(() -> Stores.number(size, random.nextInt(size))).distinct().limit(count)
                .forEach(number -> packed.add(Trade.order(number, 1, version)));
        var pages = Stores.pages(packed, PAGE);
        return Cost.of(hub.processes(), count, () -> hub.tell("orders", pages));
    }

    private Cost news(Hub hub, int count) {
        int customers = count / (1 + Trade.ORDERS_A_CUSTOMER);
        long first = 16_500_000_000L + System.currentTimeMillis() % 100_000 * 1000 + added;
        added += customers;
        var numbers = LongStream.range(first, first + customers).toArray();
        var told = Stores.pages(Trade.customers(LongStream.of(numbers), 0).toList(), PAGE);
        var ordered = Stores.pages(Trade.orders(LongStream.of(numbers), 0).toList(), PAGE);
        return Cost.of(hub.processes(), (long) customers * (1 + Trade.ORDERS_A_CUSTOMER), () -> {
            hub.tell("customers", told);
            hub.tell("orders", ordered);
        });
    }
}
