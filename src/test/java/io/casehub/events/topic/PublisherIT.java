package io.casehub.events.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.casehub.Rooms;
import io.casehub.TestDatabase;
import io.casehub.events.AsyncContract;
import io.casehub.events.CloudEvents;
import io.casehub.events.Event;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Loopback;
import io.casehub.model.CustomerId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;

/** Every event is on a real broker's topic once, and those of a customer in their order. */
class PublisherIT {

    private static final Duration SOON = Duration.ofSeconds(40);
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @TempDir
    static Path folder;
    private static KafkaBroker broker = new KafkaBroker(Path.of("."), 0);

    private final String topic = "events-" + UUID.randomUUID();

    @BeforeAll
    static void starts() {
        broker = new KafkaBroker(folder.resolve("kafka"), Loopback.freePort());
        broker.start();
    }

    @AfterAll
    static void stops() {
        broker.close();
    }

    @BeforeEach
    void knowsNothing() {
        DATABASE.emptied().jdbc().sql("update event_counter set last = 0, pruned = 0").update();
    }

    @Test
    void whatWritersCommitInWhateverOrderIsThereOnceAndInOrder() {
        var customers = IntStream.range(0, 7).mapToObj(n -> CustomerId.next()).toList();
        var contract = AsyncContract.read();
        try (var node = node()) {
            var writers = IntStream.range(0, 6).mapToObj(writer -> CompletableFuture.runAsync(() -> {
                for (int n = 0; n < 30; n++) {
                    happens(customers.get(ThreadLocalRandom.current().nextInt(7)), 4);
                }
            })).toList();
            writers.forEach(CompletableFuture::join);

            assertIsWhole(720);
            assertThat(TopicReader.read(broker.brokers(), topic)).allSatisfy(message -> {
                contract.check("topic", message.value().toString());
                assertThat(message.key()).isEqualTo(message.value().path("partitionkey").asText());
                assertThat(message.contentType()).startsWith("application/cloudevents+json");
            });
            assertThat(node.get(MeterRegistry.class).counter("casehub.events.kafka.told").count()).isEqualTo(720);
        }
    }

    @Test
    void aBrokerThatIsAwayGetsEverythingWhenItIsBack() {
        happens(CustomerId.next(), 5);
        try (var node = node()) {
            assertIsWhole(5);
            broker.stop();
            happens(CustomerId.next(), 50);
            await().atMost(SOON).until(() -> node.get(MeterRegistry.class).get("casehub.events.kafka.waiting").gauge()
                    .value() == 50);
            broker.start();
            happens(CustomerId.next(), 5);

            assertIsWhole(60);
        } finally {
            broker.start();
        }
    }

    @Test
    void aNodeThatWasPushedAsideWritesNothingMore() throws Exception {
        var settings = settings();
        var form = formOfEvents();
        try (var asleep = Topic.open(settings, form)) {
            asleep.put(events(1, 3));
            try (var awake = Topic.open(settings, form)) {
                assertThat(awake.last()).contains(3L);
                awake.put(events(4, 6));

                assertThatThrownBy(() -> asleep.put(events(4, 6))).isInstanceOf(KafkaException.class);
                awake.put(events(7, 9));
                assertThat(awake.last()).contains(9L);
            }
        }
        assertThat(written()).extracting(Written::number)
                .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 9)
                        .boxed().toList());
    }

    @Test
    void whatANodeHadNotCommittedWhenItDiedIsToldByTheNextAndOnce() throws Exception {
        happens(CustomerId.next(), 4);
        try (var dying = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", broker.brokers(),
                "transactional.id", topic + ".writer"), new StringSerializer(), new ByteArraySerializer())) {
            try (var made = Topic.open(settings(), formOfEvents())) {
                assertThat(made.last()).isEmpty();
            }
            dying.initTransactions();
            dying.beginTransaction();
            dying.send(new ProducerRecord<>(topic, "1", "{\"id\": \"1\"}".getBytes())).get();

            try (var next = node()) {
                assertIsWhole(4);
            }
        }
    }

    @Test
    void twoNodesTellEverythingOnceWhileTheyTakeTheTurnFromEachOther() {
        try (var one = node(); var other = node()) {
            for (int n = 0; n < 60; n++) {
                happens(CustomerId.next(), 20);
                if (n % 15 == 0) {
                    DATABASE.jdbc().sql("update event_carrier set until = '-infinity', node = ''").update();
                    pause(1200);
                }
            }

            assertIsWhole(1200);
            assertThat(one.get(MeterRegistry.class).counter("casehub.events.kafka.told").count()
                    + other.get(MeterRegistry.class).counter("casehub.events.kafka.told").count()).isEqualTo(1200);
        }
    }

    @Test
    void aTopicThatKnowsMoreThanTheDatabaseIsNotWrittenTo() throws Exception {
        try (var others = Topic.open(settings(), formOfEvents())) {
            others.put(events(1, 100));
        }
        happens(CustomerId.next(), 3);
        try (var node = node()) {
            await().atMost(SOON).until(() -> node.get(MeterRegistry.class).get("casehub.events.kafka.waiting").gauge()
                    .value() == 3);

            assertThat(written()).hasSize(100);
        }
    }

    private Rooms node() {
        return Rooms.open(DATABASE, Path.of("mappings"), context -> TestPropertyValues
                .of("casehub.events.kafka.brokers=" + broker.brokers(), "casehub.events.kafka.topic=" + topic,
                        "casehub.events.look=20ms")
                .applyTo(context.getEnvironment(), TestPropertyValues.Type.MAP, "topic"),
                "audit", "ingest", "identity", "cases", "events");
    }

    private TopicSettings settings() {
        return new TopicSettings(broker.brokers(), topic, 6, (short) -1, false, Map.of());
    }

    private CloudEvents formOfEvents() {
        try (var rooms = Rooms.open(DATABASE, Path.of("mappings"), "audit", "ingest", "identity", "cases", "events")) {
            return rooms.get(CloudEvents.class);
        }
    }

    private static void happens(CustomerId customer, int times) {
        DATABASE.transaction().executeWithoutResult(status -> {
            for (int n = 0; n < times; n++) {
                DATABASE.jdbc().sql("insert into event (type, customer_id, data) values ('customer.changed', ?, ?)")
                        .params(customer.value(), "{\"type\":\"customer.changed\",\"customer\":\"" + customer
                                + "\",\"sections\":[\"cases\"]}")
                        .update();
            }
            pause(ThreadLocalRandom.current().nextInt(5));
        });
    }

    private static List<Event> events(long first, long last) {
        var customer = CustomerId.next();
        return LongStream.rangeClosed(first, last).mapToObj(number -> new Event(number, Instant.EPOCH,
                "customer.changed", customer, null, "{\"customer\":\"" + customer + "\"}", null)).toList();
    }

    /**
     * All that happened is on the topic, once, under the right keys, each key's in the order of the
     * log.
     */
    private void assertIsWhole(int count) {
        await().atMost(SOON).until(() -> written().size() >= count);
        var happened = DATABASE.jdbc().sql("select number, customer_id from event")
                .query((row, n) -> new Written(row.getLong("number"), row.getString("customer_id"))).list();
        var written = written();

        assertThat(written).containsExactlyInAnyOrderElementsOf(happened).hasSize(count);
        assertThat(written.stream().collect(Collectors.groupingBy(Written::key)).values())
                .allSatisfy(ofKey -> assertThat(ofKey).extracting(Written::number).isSorted());
    }

    private List<Written> written() {
        return TopicReader.read(broker.brokers(), topic).stream()
                .map(message -> new Written(message.value().path("id").asLong(), message.key())).toList();
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Written(long number, String key) {}
}
