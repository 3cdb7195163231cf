package io.casehub.landscape.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.services.KafkaBroker;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippingIT {

    private static final Company COMPANY = Company.generate(7, 400, LocalDate.of(2026, 6, 1));

    @TempDir
    static Path folder;

    private static Shipping shipping;

    @BeforeAll
    static void open() {
        shipping = new Shipping(folder.resolve("shipping"),
                new KafkaBroker(folder.resolve("kafka"), Loopback.freePort()), "store");
        shipping.seed(COMPANY);
        shipping.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> shipping.counts().getOrDefault("unpublished", 0L) == 0);
    }

    @AfterAll
    static void close() {
        shipping.close();
    }

    @Test
    void everyScanIsPublishedAndSomeTwiceAndSomeLate() {
        var events = all(Topics.TRACKING);

        var scans = COMPANY.parcels().stream().mapToInt(parcel -> parcel.scans().size()).sum();
        assertThat(events.stream().map(event -> event.path("eventId").asText()).distinct()).hasSize(scans);
        assertThat(events).hasSizeGreaterThan(scans);
        var places = events.stream().collect(Collectors.groupingBy(event -> event.path("trackingNo").asText(),
                Collectors.mapping(event -> event.path("seq").asInt(), Collectors.toList())));
        assertThat(places.values()).anySatisfy(seqs -> assertThat(seqs).isNotEqualTo(seqs.stream().sorted().toList()));
    }

    @Test
    void aCommandIsAnsweredAndChangesTheInquiry() {
        var inquiry = COMPANY.inquiries().getFirst().id();

        send(Map.of("commandId", "c-1", "inquiryId", inquiry, "type", "set-status", "status", "FOUND", "text",
                "liegt beim Nachbarn"));

        var reply = reply("c-1");
        assertThat(reply.path("outcome").asText()).isEqualTo("accepted");
        var event = causedBy("c-1").getFirst();
        assertThat(event.path("status").asText()).isEqualTo("FOUND");
        assertThat(event.path("seq").asInt()).isEqualTo(reply.path("seq").asInt());
    }

    @Test
    void aRepeatedCommandHasOneEffectAndTheSameAnswer() {
        var command = Map.of("commandId", "c-2", "inquiryId", COMPANY.inquiries().get(1).id(), "type", "add-note",
                "text", "Kunde ruft an");

        send(command);
        send(command);

        await().atMost(Duration.ofSeconds(60)).until(() -> replies("c-2").size() == 2);
        assertThat(replies("c-2").get(1)).isEqualTo(replies("c-2").get(0));
        assertThat(causedBy("c-2")).hasSize(1);
        assertThat(shipping.journal().entries()).filteredOn(entry -> String.valueOf(entry.request()).contains("c-2"))
                .extracting(Journal.Entry::outcome).containsExactly("accepted", "repeated");
    }

    @Test
    void whatCannotBeDoneIsRejectedWithAReason() {
        send(Map.of("commandId", "c-3", "inquiryId", "IQ-0", "type", "set-status", "status", "FOUND"));
        send(Map.of("commandId", "c-4", "inquiryId", COMPANY.inquiries().getFirst().id(), "type", "set-status",
                "status", "GONE"));

        assertThat(reply("c-3").path("reason").asText()).isEqualTo("unknown-inquiry");
        assertThat(reply("c-4").path("reason").asText()).isEqualTo("invalid-status");
        assertThat(causedBy("c-4")).isEmpty();
    }

    private static JsonNode reply(String command) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !replies(command).isEmpty());
        return replies(command).getFirst();
    }

    private static List<JsonNode> replies(String command) {
        return all(Topics.REPLIES).stream().filter(reply -> reply.path("commandId").asText().equals(command)).toList();
    }

    private static List<JsonNode> causedBy(String command) {
        return all(Topics.INQUIRIES).stream().filter(event -> event.path("causedBy").asText().equals(command)).toList();
    }

    private static void send(Map<String, String> command) {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of("bootstrap.servers", shipping.brokers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.COMMANDS, command.get("inquiryId"), Json.CAMEL.text(command)));
        }
    }

    private static List<JsonNode> all(String topic) {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", shipping.brokers()),
                new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<JsonNode>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> found.add(Json.CAMEL.read(record.value(), JsonNode.class)));
            }
            return found;
        }
    }
}
