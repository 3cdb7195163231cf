package io.casehub.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.bench.Rounds.Cost;
import io.casehub.landscape.services.Postgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Records into everything, through a webhook that takes many in one call: customers with their
 * orders, and a stream of changes of them; beside an upsert of the same rows and nothing else.
 */
final class IngestFigure implements Figure {

    private static final String STORE = "bench_ingest";
    private static final long FIRST = 16_000_000_000L;
    private static final int PAGE = 500;
    private static final int LEGS_TO_WARM_UP = 5;
    private static final int PAGE_OF_CHANGES = 50;

    private long next = FIRST;
    private int version;

    @Override
    public Measured measure(Setting setting) throws IOException {
        var store = setting.stores().empty(STORE);
        try (var hub = setting.hub(store, Map.of())) {
            setting.explain(store);
            int customers = setting.records() / (1 + Trade.ORDERS_A_CUSTOMER);
            for (int leg = 0; leg < LEGS_TO_WARM_UP; leg++) {
                bulk(hub, customers);
                changes(hub, customers);
            }
            try (var bare = new Bare(setting.server().url(store), Postgres.USER, Server.PASSWORD)) {
                var itself = new ProcessTrees(setting.server().pid(), ProcessHandle.current().pid());
                var rounds = new Rounds().side("bulk", () -> bulk(hub, customers))
                        .side("bare", () -> bare(itself, bare, setting.records()))
                        .side("changes", () -> changes(hub, customers));
                double cpu = hub.processes().seconds();
                double compiling = hub.compilerSeconds();
                rounds.run(setting.rounds());
                double share = (hub.compilerSeconds() - compiling) / (hub.processes().seconds() - cpu);
                changes(hub, customers);
                check(hub);
                setting.explain(store);
                return measured(rounds).line("of all CPU: what the hub spent on compiling itself", "",
                        Spread.single(share));
            }
        }
    }

    private static Measured measured(Rounds rounds) {
        return new Measured("ingest").atLeast("bulk load", "records/s", rounds.aSecond("bulk"), 5000)
                .atLeast("changes", "records/s", rounds.aSecond("changes"), 2000)
                .line("bare upsert", "records/s", rounds.aSecond("bare"))
                .line("bulk load: CPU of a record", "µs", rounds.cpuMicros("bulk"))
                .line("changes: CPU of a record", "µs", rounds.cpuMicros("changes"))
                .line("bare upsert: CPU of a record", "µs", rounds.cpuMicros("bare"))
                .line("bulk load, for one bare upsert's CPU", "×", rounds.perCpuSecond("bulk", "bare"));
    }

    /** New customers, then their orders. */
    private Cost bulk(Hub hub, int customers) {
        var numbers = LongStream.range(next, next + customers).toArray();
        next += customers;
        var told = Stores.pages(Trade.customers(LongStream.of(numbers), 0).toList(), PAGE);
        var ordered = Stores.pages(Trade.orders(LongStream.of(numbers), 0).toList(), PAGE);
        return Cost.of(hub.processes(), (long) customers * (1 + Trade.ORDERS_A_CUSTOMER), () -> {
            hub.tell("customers", told);
            hub.tell("orders", ordered);
        });
    }

    /** Some of the newest customers move, and one order of each of the others changes. */
    private Cost changes(Hub hub, int customers) {
        version++;
        var moved = new ArrayList<ObjectNode>();
        var packed = new ArrayList<ObjectNode>();
        IntStream.range(0, customers).forEach(n -> {
            long number = next - 1 - n;
            if (n % 5 == 0) {
                moved.add(Trade.customer(number, version));
            } else {
                packed.add(Trade.order(number, version % Trade.ORDERS_A_CUSTOMER, version));
            }
        });
        var told = Stores.pages(moved, PAGE_OF_CHANGES);
        var ordered = Stores.pages(packed, PAGE_OF_CHANGES);
        return Cost.of(hub.processes(), customers, () -> {
            hub.tell("customers", told);
            hub.tell("orders", ordered);
        });
    }

    private static Cost bare(ProcessTrees itself, Bare bare, int records) {
        List<String[]> rows = bare.next(records);
        return Cost.of(itself, rows.size(), () -> bare.write(rows, PAGE));
    }

    /** Fast and wrong is not fast. */
    private void check(Hub hub) {
        var view = hub.read("/api/v1/customers/" + hub.customer(String.valueOf(next - 2)));
        if (view.at("/orders/count").asInt() != Trade.ORDERS_A_CUSTOMER
                || view.findValuesAsText("status").stream()
                        .noneMatch(version % 2 == 0 ? "placed"::equals : "shipped"::equals)) {
            throw new IllegalStateException("not all that was told is in the view: " + view);
        }
    }
}
