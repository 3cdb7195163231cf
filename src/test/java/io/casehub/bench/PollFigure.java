package io.casehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** From a change in a system that is asked every T to its event: the asking costs T at most. */
final class PollFigure implements Figure {

    private static final Duration EVERY = Duration.ofMillis(200);
    private static final int WARM_UP = 60;
    private static final int CHANGES = 200;

    @Override
    public Measured measure(Setting setting) throws IOException {
        var store = setting.stores().of(setting.customers());
        int version = setting.stores().nextVersion(store);
        try (var shop = new Shop();
                var hub = setting.hub(store,
                        Map.of("shop.url", shop.url(), "shop.every", EVERY.toMillis() + "ms"))) {
            var ids = IntStream.range(0, WARM_UP + CHANGES)
                    .mapToObj(n -> hub.customer(String.valueOf(Stores.number(n)))).toList();
            try (var listener = new Listener(hub)) {
                var random = new Random(1);
                var changed = new HashMap<String, Long>();
                for (int n = 0; n < ids.size(); n++) {
                    if (n >= WARM_UP) {
                        listener.heard().remove(ids.get(n)); // of what came before
                        changed.put(ids.get(n), System.nanoTime());
                    }
                    shop.change(Trade.order(Stores.number(n), 2, version));
                    Hub.sleep(Duration.ofMillis(20 + random.nextInt(160)));
                }
                var latencies = Latencies.of(changed, listener::heard, Duration.ofSeconds(20));
                return new Measured("poll").line("T, the time between two questions", "ms",
                        Spread.single(EVERY.toMillis()))
                        .atMost("changed → event heard, p95", "ms", Latencies.at(latencies, 0.95),
                                EVERY.toMillis() + 50)
                        .line("p50", "ms", Latencies.at(latencies, 0.5))
                        .atMost("missed", "", Latencies.count(changed.keySet(), latencies), 0);
            }
        }
    }
}
