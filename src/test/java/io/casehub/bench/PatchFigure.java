package io.casehub.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** From a PATCH that the hub has answered to the answer of the system that it is told to. */
final class PatchFigure implements Figure {

    private static final int CASES = 60;
    private static final List<String> STATUSES = List.of("waiting-customer", "open", "waiting-third-party", "open");

    @Override
    public Measured measure(Setting setting) {
        var store = setting.stores().of(setting.customers());
        try (var shop = new Shop(); var hub = setting.hub(store, Map.of("shop.url", shop.url()))) {
            hub.send(Hub.call("cases-told", Trade.page(IntStream.range(0, CASES)
                    .mapToObj(n -> Trade.complaint(Stores.number(n))).toList())));
            var cases = IntStream.range(0, CASES).mapToObj(n -> id(hub, Stores.number(n))).toList();
            STATUSES.forEach(status -> round(hub, shop, cases, status));
            var latencies = STATUSES.stream().flatMapToDouble(
                    status -> Arrays.stream(round(hub, shop, cases, status))).sorted().toArray();
            return new Measured("patch-to-system")
                    .line("the system's own time", "ms", Spread.single(Shop.OWN_TIME.toMillis()))
                    .atMost("PATCH answered → the system has answered, p95", "ms", Latencies.at(latencies, 0.95),
                            Shop.OWN_TIME.toMillis() + 20)
                    .line("p50", "ms", Latencies.at(latencies, 0.5))
                    .atMost("never told", "", Spread.single(CASES * STATUSES.size() - latencies.length), 0);
        }
    }

    /**
     * Each case once, and all told before the next round: two of one case would wait for each other.
     */
    private static double[] round(Hub hub, Shop shop, List<String> cases, String status) {
        shop.told().clear();
        var committed = new HashMap<String, Long>();
        for (int n = 0; n < cases.size(); n++) {
            var path = "/api/v1/cases/" + cases.get(n);
            var tag = hub.send(hub.get(path)).headers().getOrDefault("etag", "*");
            var answer = hub.send(hub.request("PATCH", path, "{\"status\":\"" + status + "\"}",
                    "If-Match: " + tag, "Content-Type: application/merge-patch+json"));
            committed.put("C-" + Stores.number(n) + "{\"status\":\"" + status + "\"}", System.nanoTime());
            if (answer.status() != 200) {
                throw new IllegalStateException("the PATCH was answered " + answer.status() + ": " + answer.text());
            }
        }
        return Latencies.of(committed, shop::told, Duration.ofSeconds(20));
    }

    private static String id(Hub hub, long customer) {
        return hub.jdbc().sql("select case_id::text from case_link where system = 'shop' and key = ?")
                .param("C-" + customer).query(String.class).single();
    }
}
