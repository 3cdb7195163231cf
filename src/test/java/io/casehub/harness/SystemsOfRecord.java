package io.casehub.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.landscape.shipping.Topics;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The systems as somebody else sees and uses them: over their own protocols, past the hub. */
final class SystemsOfRecord {

    private static final Pattern DISPUTE_STATUS = Pattern.compile("<status>([A-Z_]+)</status>");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, String> settings;

    SystemsOfRecord(Map<String, String> settings) {
        this.settings = settings;
    }

    /** The status of a case, in the system's own word. */
    String status(String system, String key) {
        return switch (system) {
            case "crm" -> crmCase(key).path("status").asText();
            case "billing" -> disputeStatus(key);
            default -> inquiry(key).path("status").asText();
        };
    }

    JsonNode crmCase(String id) {
        return crm("GET", "/v2/cases/" + id, null);
    }

    List<JsonNode> crmComments(String id) {
        return StreamSupport.stream(crm("GET", "/v2/cases/" + id + "/comments", null).path("comments").spliterator(),
                false).toList();
    }

    /** Somebody in the crm sets another status. */
    void setCrmStatus(String id, String status) {
        crm("PATCH", "/v2/cases/" + id, JsonNodeFactory.instance.objectNode().put("status", status));
    }

    /** Somebody in the crm writes on a case, which gives it a new version. */
    void commentInCrm(String id, String text) {
        crm("POST", "/v2/cases/" + id + "/comments",
                JsonNodeFactory.instance.objectNode().put("text", text).put("internal", true));
    }

    private JsonNode crm(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        var answer = send(setting("crm.url") + path, request -> request.header("X-Api-Key", setting("crm.api-key"))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.body());
        }
        return ExactJson.parse(answer.body());
    }

    private String disputeStatus(String no) {
        var login = Base64.getEncoder().encodeToString(
                (setting("billing.user") + ":" + setting("billing.password")).getBytes(StandardCharsets.UTF_8));
        var answer = send(setting("billing.url"), request -> request.header("Authorization", "Basic " + login)
                .POST(BodyPublishers.ofString(
                        """
                                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:b="urn:billing:v1"><s:Body>
                                <b:GetDispute><disputeNo>%s</disputeNo></b:GetDispute></s:Body></s:Envelope>"""
                                .formatted(no))));
        var status = DISPUTE_STATUS.matcher(answer.body());
        return Optional.of(status).filter(found -> found.find()).map(found -> found.group(1))
                .orElseThrow(() -> new IllegalStateException(answer.body()));
    }

    /** An inquiry as its last event on the topic tells. */
    JsonNode inquiry(String id) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", setting("shipping.brokers")),
                new StringDeserializer(), new StringDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.INQUIRIES).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var events = new java.util.ArrayList<JsonNode>();
            while (partitions.stream().anyMatch(
                    partition -> consumer.position(partition) < Objects.requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> events.add(ExactJson.parse(record.value())));
            }
            return events.stream().filter(event -> event.path("inquiryId").asText().equals(id))
                    .max(Comparator.comparing(event -> event.path("seq").asInt())).orElseThrow();
        }
    }

    /** Something that is no event gets onto a topic. */
    void publish(String topic, String key, String anything) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", setting("shipping.brokers")), new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, key, anything)).get();
        }
    }

    private HttpResponse<String> send(String url, UnaryOperator<HttpRequest.Builder> request) {
        try {
            return client.send(request.apply(HttpRequest.newBuilder(URI.create(url))).build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(url + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }
}
