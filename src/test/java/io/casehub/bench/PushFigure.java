package io.casehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From a change that the shop tells of by webhook to its event in the stream that a screen follows.
 */
final class PushFigure implements Figure {

    private static final int WARM_UP = 300;
    private static final int CHANGES = 400;
    private static final double A_SECOND = 20;

    @Override
    public Measured measure(Setting setting) throws IOException {
        var store = setting.stores().of(setting.customers());
        int version = setting.stores().nextVersion(store);
        try (var hub = setting.hub(store, Map.of())) {
            hub.load(1, 202, n -> change(Stores.number(n + CHANGES), version)).closed(WARM_UP);
            var ids = IntStream.range(0, CHANGES).mapToObj(n -> hub.customer(String.valueOf(Stores.number(n))))
                    .toList();
            try (var listener = new Listener(hub)) {
                var sent = send(hub, listener, ids, version);
                var latencies = Latencies.of(sent, listener::heard, Duration.ofSeconds(10));
                return new Measured("push-to-sse")
                        .atMost("webhook sent → event heard, p95", "ms", Latencies.at(latencies, 0.95), 25)
                        .line("p50", "ms", Latencies.at(latencies, 0.5))
                        .atMost("never heard of", "", Latencies.count(sent.keySet(), latencies), 0);
            }
        }
    }

    private static Map<String, Long> send(Hub hub, Listener listener, List<String> ids, int version) {
        var sent = new HashMap<String, Long>();
        try (var wire = new Wire(hub.port())) {
            for (int n = 0; n < ids.size(); n++) {
                var request = change(Stores.number(n), version);
                listener.heard().remove(ids.get(n)); // of what came before
                sent.put(ids.get(n), System.nanoTime());
                if (wire.send(request).status() != 202) {
                    throw new IllegalStateException("a change was not taken");
                }
                Hub.sleep(Duration.ofNanos((long) (1e9 / A_SECOND)));
            }
        }
        return sent;
    }

    private static byte[] change(long customer, int version) {
        return Hub.call("orders-told", Trade.page(List.of(Trade.order(customer, 1, version))));
    }
}
