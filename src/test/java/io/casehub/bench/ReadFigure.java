package io.casehub.bench;

import io.casehub.bench.Rounds.Cost;
import io.casehub.landscape.services.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * The 360° read beside an answer that is always the same, beside a handler that reads one row, and
 * beside composing it from five systems.
 */
final class ReadFigure implements Figure {

    private static final int CONNECTIONS = 4;
    private static final int CUSTOMERS_ASKED_FOR = 2_000;
    private static final int COMPOSED = 400;

    @Override
    public Measured measure(Setting setting) {
        var measured = new Measured("read");
        var store = setting.stores().of(setting.customers());
        try (var shop = new Shop(); var hub = setting.hub(store, Map.of("shop.url", shop.url()))) {
            var ids = hub.customers(CUSTOMERS_ASKED_FOR);
            var view = hub.send(hub.get("/api/v1/customers/" + ids.getFirst()));
            check(hub, view.text());
            keepAnswers(hub, ids);
            shop.says(fifths(view.text()));
            measured.line("the answer", "bytes", Spread.single(view.body().length));
            throughput(setting, hub, ids, measured);
            latency(setting, hub, ids, measured);
            composing(setting, hub, ids, measured);
        }
        return measured;
    }

    /** An answer that lacks something is not worth being fast. */
    private static void check(Hub hub, String view) {
        var json = io.casehub.mapping.ExactJson.parse(view);
        if (json.at("/orders/count").asInt() != Trade.ORDERS_A_CUSTOMER || json.at("/customer/name").isMissingNode()) {
            throw new IllegalStateException("this is not the view of a customer with his orders: " + view);
        }
    }

    /** Rows for the handler that reads one: whole answers, ready to be sent. */
    private static void keepAnswers(Hub hub, List<String> ids) {
        var jdbc = hub.jdbc();
        jdbc.sql("create table if not exists bench_answer (id uuid primary key, answer bytea not null)").update();
        jdbc.sql("grant select on bench_answer to " + Postgres.USER).update();
        jdbc.sql("truncate bench_answer").update();
        ids.forEach(id -> jdbc.sql("insert into bench_answer values (?, ?)")
                .params(UUID.fromString(id), hub.send(hub.get("/api/v1/customers/" + id)).body()).update());
        jdbc.sql("vacuum (analyze) bench_answer").update();
    }

    private static void throughput(Setting setting, Hub hub, List<String> ids, Measured measured) {
        var tags = ids.stream().map(id -> tag(hub, id)).toList();
        var constant = hub.load(CONNECTIONS, 200, asking(hub, ids, "/api/v1/bench/constant/"));
        var read = hub.load(CONNECTIONS, 200, asking(hub, ids, "/api/v1/customers/"));
        var row = hub.load(CONNECTIONS, 200, asking(hub, ids, "/api/v1/bench/row/"));
        var unchanged = hub.load(CONNECTIONS, 304, n -> hub.get("/api/v1/customers/" + ids.get(n % ids.size()),
                "If-None-Match: " + tags.get(n % ids.size())));
        List.of(constant, read, row, unchanged).forEach(load -> load.closed(setting.warmUp()));
        var rounds = new Rounds().side("constant", () -> leg(hub, constant, setting))
                .side("read", () -> leg(hub, read, setting)).side("row", () -> leg(hub, row, setting))
                .side("unchanged", () -> leg(hub, unchanged, setting)).run(setting.rounds());
        measured.atLeast("read, for one constant answer's CPU", "×", rounds.perCpuSecond("read", "constant"), 0.65)
                .atLeast("read with a matching ETag, the same", "×", rounds.perCpuSecond("unchanged", "constant"), 0.9)
                .line("a plain handler that reads one row, the same", "×", rounds.perCpuSecond("row", "constant"));
        List.of("constant", "read", "unchanged", "row").forEach(side -> measured
                .line(side + ": CPU", "µs", rounds.cpuMicros(side)).line(side, "/s", rounds.aSecond(side)));
    }

    private static Cost leg(Hub hub, Load load, Setting setting) {
        return Cost.of(hub.processes(), setting.requests(), () -> load.closed(setting.requests()));
    }

    private static String tag(Hub hub, String id) {
        return hub.send(hub.get("/api/v1/customers/" + id)).headers().getOrDefault("etag", "");
    }

    /** At half of what the read bears at most, and the constant answer at the same rate. */
    private static void latency(Setting setting, Hub hub, List<String> ids, Measured measured) {
        var read = hub.load(16, 200, asking(hub, ids, "/api/v1/customers/"));
        var constant = hub.load(16, 200, asking(hub, ids, "/api/v1/bench/constant/"));
        double most = leg(hub, read, setting).aSecond();
        var ratios = new ArrayList<Double>();
        var reads = new ArrayList<Double>();
        var constants = new ArrayList<Double>();
        for (int round = 0; round < setting.rounds(); round++) {
            double first = Load.percentile(constant.open(most / 2, setting.requests()), 0.99);
            double second = Load.percentile(read.open(most / 2, setting.requests()), 0.99);
            ratios.add(second / first);
            reads.add(second);
            constants.add(first);
        }
        measured.line("half of the highest load", "/s", Spread.single(most / 2))
                .line("constant: p99 then", "ms", Spread.of(constants)).line("read: p99 then", "ms", Spread.of(reads))
                .atMost("read: p99 for the constant answer's", "×", Spread.of(ratios), 3);
    }

    private static void composing(Setting setting, Hub hub, List<String> ids, Measured measured) {
        var composed = hub.load(32, 200, asking(hub, ids, "/api/v1/bench/composed/"));
        var read = hub.load(CONNECTIONS, 200, asking(hub, ids, "/api/v1/customers/"));
        composed.closed(COMPOSED);
        var rounds = new Rounds()
                .side("composed", () -> Cost.of(hub.processes(), COMPOSED, () -> composed.closed(COMPOSED)))
                .side("read", () -> leg(hub, read, setting)).run(setting.rounds());
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < setting.rounds(); round++) {
            double slow = Load.percentile(hub.load(1, 200, composed.requests()).open(10, 30), 0.5);
            ratios.add(slow / Load.percentile(hub.load(1, 200, read.requests()).open(50, 150), 0.5));
        }
        measured.line("composed from five systems: CPU", "µs", rounds.cpuMicros("composed"))
                .atLeast("reads for one composed answer's CPU", "×", rounds.perCpuSecond("read", "composed"), 12)
                .atLeast("composed: p50 for the read's", "×", Spread.of(ratios), 30);
    }

    private static IntFunction<byte[]> asking(Hub hub, List<String> ids, String path) {
        var requests = ids.stream().map(id -> hub.get(path + id)).toList();
        return n -> requests.get(n % requests.size());
    }

    private static List<String> fifths(String view) {
        var parts = new ArrayList<String>();
        int size = view.length() / Yardsticks.SOURCES;
        for (int part = 0; part < Yardsticks.SOURCES; part++) {
            parts.add("{\"part\":\"" + "x".repeat(size) + "\"}");
        }
        return parts;
    }
}
