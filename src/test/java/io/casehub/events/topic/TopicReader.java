package io.casehub.events.topic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.mapping.ExactJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that consumers of a topic can read by now, of each partition in its order. */
public final class TopicReader {

    private TopicReader() {}

    /** A message, its value as JSON; as text where it is none. */
    public record Message(String key, JsonNode value, String contentType) {}

    public static List<Message> read(String brokers, String topic) {
        try (var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", brokers, "isolation.level",
                "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic, Duration.ofSeconds(5)).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var read = new ArrayList<Message>();
            while (partitions.stream()
                    .anyMatch(one -> consumer.position(one) < Objects.requireNonNull(ends.get(one)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    var type = message.headers().lastHeader("content-type");
                    read.add(new Message(message.key(), json(message.value()),
                            type == null ? "" : new String(type.value(), StandardCharsets.UTF_8)));
                });
            }
            return List.copyOf(read);
        }
    }

    private static JsonNode json(String text) {
        try {
            return ExactJson.parse(text);
        } catch (IllegalStateException e) {
            return TextNode.valueOf(text);
        }
    }
}
