package io.casehub.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From a change that a system tells of, by webhook or on a topic, to its event in the stream that a
 * screen follows.
 */
final class PushFigure implements Figure {

    private static final int WARM_UP = 300;
    private static final int CHANGES = 400;
    private static final double A_SECOND = 20;
    private static final String TOPIC = "market.orders";

    @Override
    public Measured measure(Setting setting) throws IOException {
        var store = setting.stores().of(setting.customers());
        int version = setting.stores().nextVersion(store);
        var measured = new Measured("push-to-sse");
        try (var broker = new KafkaBroker(setting.folder().resolve("kafka"), Loopback.freePort())) {
            broker.start();
            try (var hub = setting.hub(store, Map.of("market.brokers", broker.brokers()));
                    var listener = new Listener(hub);
                    var wire = new Wire(hub.port());
                    var producer = producer(broker)) {
                var run = new Run(hub, listener, version);
                run.measure(measured, "webhook sent", 0, order -> call(wire, order));
                run.measure(measured, "record on the topic", WARM_UP + CHANGES,
                        order -> producer.send(new ProducerRecord<>(TOPIC, order.toString())));
            }
        }
        return measured;
    }

    private static void call(Wire wire, ObjectNode order) {
        if (wire.send(Hub.call("orders-told", Trade.page(List.of(order)))).status() != 202) {
            throw new IllegalStateException("a change was not taken");
        }
    }

    /** It waits for nothing else to send with a record. */
    private static KafkaProducer<String, String> producer(KafkaBroker broker) {
        return new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", broker.brokers(), "linger.ms", 0),
                new StringSerializer(), new StringSerializer());
    }

    private record Run(Hub hub, Listener listener, int version) {

        /** @param first of the customers whose orders change: nobody's do in two runs */
        void measure(Measured measured, String from, int first, Consumer<ObjectNode> way) {
            tell(first, WARM_UP, way);
            var sent = tell(first + WARM_UP, CHANGES, way);
            var latencies = Latencies.of(sent, listener::heard, Duration.ofSeconds(10));
            measured.atMost(from + " → event heard, p95", "ms", Latencies.at(latencies, 0.95), 25)
                    .line("p50", "ms", Latencies.at(latencies, 0.5))
                    .atMost("never heard of", "", Latencies.count(sent.keySet(), latencies), 0);
        }

        private Map<String, Long> tell(int first, int changes, Consumer<ObjectNode> way) {
            var ids = IntStream.range(first, first + changes)
                    .mapToObj(n -> hub.customer(String.valueOf(Stores.number(n)))).toList();
            var sent = new HashMap<String, Long>();
            for (int n = 0; n < changes; n++) {
                var id = ids.get(n);
                listener.heard().remove(id); // of what came before
                sent.put(id, System.nanoTime());
                way.accept(Trade.order(Stores.number(first + n), 1, version));
                Hub.sleep(Duration.ofNanos((long) (1e9 / A_SECOND)));
            }
            return sent;
        }
    }
}
