package io.casehub.landscape.shipping;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Carries the outbox to Kafka, in its order. A record leaves the outbox when the broker has it; if
 * the process is killed in between, it is published once more.
 */
final class Outflow {

    private static final System.Logger LOG = System.getLogger(Outflow.class.getName());
    private static final int BATCH = 1000;

    private final Depot depot;
    private final String brokers;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean flowing;
    private @Nullable Thread thread;

    Outflow(Depot depot, String brokers) {
        this.depot = depot;
        this.brokers = brokers;
    }

    void start() {
        flowing = true;
        thread = Thread.ofPlatform().name("shipping-outflow").daemon().start(this::run);
    }

    void stop() throws InterruptedException {
        if (thread == null)
            return;
        // never by an interrupt: it would close the files of the store in the middle of a write
        flowing = false;
        wake();
        thread.join();
        thread = null;
    }

    /** There is something in the outbox. */
    void wake() {
        news.release();
    }

    private void run() {
        Map<String, Object> settings = Map.of("bootstrap.servers", brokers, "acks", "all", "enable.idempotence", true,
                "linger.ms", 2,
                "max.block.ms", 5000, "request.timeout.ms", 5000, "delivery.timeout.ms", 10_000);
        var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
        try (producer) {
            while (flowing) {
                if (publish(producer))
                    continue;
                news.tryAcquire(500, TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean publish(KafkaProducer<String, String> producer) throws InterruptedException {
        var waiting = depot.waiting(BATCH);
        if (waiting.isEmpty())
            return false;
        try {
            List<? extends Future<?>> sent = waiting.stream()
                    .map(out -> producer.send(new ProducerRecord<>(out.topic(), out.key(), out.body()))).toList();
            for (var future : sent)
                future.get();
            depot.published(waiting.getLast().id());
            return true;
        } catch (ExecutionException e) {
            LOG.log(Level.WARNING, "the shipping could not publish, tries again", e.getCause());
        } catch (KafkaException e) {
            LOG.log(Level.WARNING, "the shipping could not publish, tries again", e);
        }
        return false;
    }
}
