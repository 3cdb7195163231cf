package io.casehub.events.topic;

import io.casehub.events.CloudEvents;
import io.casehub.events.Event;
import io.casehub.events.Sight;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic in the hands of the one who may write to it. Events and how far they have come are one
 * Kafka transaction: so after any end, of the hub or of the broker, the topic itself says which
 * event comes next. Whoever opens the topic takes it from whoever had it: what he had not committed
 * is undone, and what he tries then is refused.
 */
final class Topic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final TopicSettings settings;
    private final CloudEvents form;
    private final KafkaProducer<String, byte[]> producer;
    private final ConsumerGroupMetadata group;
    private final TopicPartition place;

    private Topic(TopicSettings settings, CloudEvents form) {
        this.settings = settings;
        this.form = form;
        this.group = new ConsumerGroupMetadata(settings.topic() + ".written");
        // offsets of this group are numbers of events: nobody consumes by it
        this.place = new TopicPartition(settings.topic(), 0);
        this.producer = new KafkaProducer<>(producerProperties(), new StringSerializer(), new ByteArraySerializer());
    }

    /** @throws KafkaException where the broker is away or refuses */
    static Topic open(TopicSettings settings, CloudEvents form) throws InterruptedException {
        make(settings);
        var topic = new Topic(settings, form);
        try {
            topic.producer.initTransactions();
            return topic;
        } catch (RuntimeException e) {
            topic.close();
            throw e;
        }
    }

    /** The number of the last event on it; empty where the broker remembers none. */
    Optional<Long> last() {
        try (var reader = new KafkaConsumer<>(readerProperties(), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return Optional.ofNullable(reader.committed(Set.of(place), PATIENCE).get(place))
                    .map(OffsetAndMetadata::offset);
        }
    }

    /** Puts events behind those that are there: all of them, or none. */
    void put(List<Event> events) {
        var sight = settings.names() ? Sight.NAMES : Sight.FACTS;
        producer.beginTransaction();
        for (var event : events) {
            var message = new ProducerRecord<>(settings.topic(), CloudEvents.key(event), form.of(event, sight));
            message.headers().add(new RecordHeader("content-type", (CloudEvents.TYPE + "; charset=UTF-8").getBytes(
                    StandardCharsets.US_ASCII)));
            producer.send(message);
        }
        producer.sendOffsetsToTransaction(Map.of(place, new OffsetAndMetadata(events.getLast().number())), group);
        // fails where any of them could not be sent
        producer.commitTransaction();
    }

    /** Whatever is not committed by now never will be. */
    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }

    private static void make(TopicSettings settings) throws InterruptedException {
        try (var admin = Admin.create(properties(settings))) {
            var all = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!all.contains(settings.topic())) {
                admin.createTopics(List.of(new NewTopic(settings.topic(), Optional.of(settings.partitions()),
                        Optional.of(settings.replicas())))).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("the topic could not be made", e.getCause());
            }
        } catch (TimeoutException e) {
            throw new KafkaException("no broker answered", e);
        }
    }

    private Map<String, Object> producerProperties() {
        var properties = properties(settings);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.topic() + ".writer");
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, String.valueOf(PATIENCE.toMillis()));
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        return properties;
    }

    private Map<String, Object> readerProperties() {
        var properties = properties(settings);
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group.groupId());
        // waits for a transaction that is being undone
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        return properties;
    }

    private static Map<String, Object> properties(TopicSettings settings) {
        var properties = new HashMap<String, Object>(settings.properties());
        properties.put("bootstrap.servers", settings.brokers());
        properties.put("client.id", "casehub-events");
        return properties;
    }
}
