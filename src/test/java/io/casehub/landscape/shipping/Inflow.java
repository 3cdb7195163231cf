package io.casehub.landscape.shipping;

import io.casehub.landscape.system.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads commands from where its own books say it stopped; it needs no consumer group. */
final class Inflow {

    private final Depot depot;
    private final Desk desk;
    private final String brokers;
    private @Nullable KafkaConsumer<String, String> consumer;
    private @Nullable Thread thread;

    Inflow(Depot depot, Desk desk, String brokers) {
        this.depot = depot;
        this.desk = desk;
        this.brokers = brokers;
    }

    void start() {
        var opened = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", brokers, "auto.offset.reset", "earliest",
                        "enable.auto.commit", false),
                new StringDeserializer(), new StringDeserializer());
        consumer = opened;
        thread = Thread.ofPlatform().name("shipping-inflow").daemon().start(() -> run(opened));
    }

    void stop() throws InterruptedException {
        if (consumer != null)
            consumer.wakeup();
        if (thread != null)
            thread.join();
        consumer = null;
        thread = null;
    }

    private void run(KafkaConsumer<String, String> from) {
        try (from) {
            var partitions = Topics.commandPartitions().stream().map(p -> new TopicPartition(Topics.COMMANDS, p))
                    .toList();
            from.assign(partitions);
            partitions.forEach(partition -> from.seek(partition, depot.readUntil(partition.partition())));
            while (true)
                from.poll(Duration.ofSeconds(1)).forEach(this::take);
        } catch (WakeupException stopped) {
            // the way out of the loop
        }
    }

    private void take(ConsumerRecord<String, String> record) {
        desk.take(read(record), record.partition(), record.offset() + 1);
    }

    private static Command read(ConsumerRecord<String, String> record) {
        try {
            return Json.CAMEL.read(record.value(), Command.class);
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            return new Command(null, null, null, null, null);
        }
    }
}
