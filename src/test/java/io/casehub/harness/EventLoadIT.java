package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.events.topic.TopicReader;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Loopback;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;

/**
 * How many events a second go from the log to Kafka, numbering them included: a database that keeps
 * what it acknowledged, one broker on the same machine. {@code -Dharness.events=…} says how many.
 */
@Tag("harness")
class EventLoadIT {

    @TempDir
    static Path folder;

    @Test
    void aLogFullOfEventsGoesToTheTopic() {
        int count = Integer.getInteger("harness.events", 100_000);
        var database = TestDatabase.durable();
        database.jdbc().sql("""
                insert into event (type, customer_id, case_id, data, facts)
                select 'case.changed', customer, hub_case,
                       '{"type":"case.changed","case":"' || hub_case || '","customer":"' || customer || '"}',
                       '{"number":"CH-000001","version":3,"status":"open","priority":"normal","changed":["status"]}'
                from (select ('00000000-0000-4000-8000-' || lpad((n % 5000)::text, 12, '0'))::uuid as customer,
                             ('00000000-0000-4000-9000-' || lpad((n % 9000)::text, 12, '0'))::uuid as hub_case
                      from generate_series(1, ?) n) one
                """).param(count).update();
        var broker = new KafkaBroker(folder.resolve("kafka"), Loopback.freePort());
        broker.start();
        try (var hub = Rooms.open(database, Path.of("mappings"), context -> TestPropertyValues
                .of("casehub.events.kafka.brokers=" + broker.brokers())
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "topic"),
                "audit", "ingest", "identity", "cases", "events")) {
            var told = hub.get(MeterRegistry.class).counter("casehub.events.kafka.told");
            await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(5)).until(() -> told.count() > 0);
            double first = told.count();
            long began = System.nanoTime();
            await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofMillis(5)).until(() -> told.count() == count);
            double seconds = (System.nanoTime() - began) / 1e9;

            System.out.printf("%,d events in %.1f s: %,.0f events/s to Kafka%n", count, seconds,
                    (count - first) / seconds);
            assertThat(TopicReader.read(broker.brokers(), "casehub.events")).hasSize(count);
        } finally {
            broker.close();
        }
    }
}
