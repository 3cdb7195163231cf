package io.casehub.connector.pull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.casehub.connector.plan.Plans;
import io.casehub.connector.pull.KafkaSource.Tombstone;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Payloads;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/**
 * What the template {@code pull-kafka} does beside Camel: a batch becomes a page for each
 * partition. The offset is the cursor, committed with the records; what a rebalance brings a second
 * time is left out here.
 */
@Component("kafkaPull")
class KafkaPull {

    private final Plans plans;
    private final Cursors cursors;
    private final Ingest ingest;

    KafkaPull(Plans plans, Cursors cursors, Ingest ingest) {
        this.plans = plans;
        this.cursors = cursors;
        this.ingest = ingest;
    }

    /** Lands a batch. */
    @SuppressWarnings("unchecked")
    public void land(Exchange exchange) {
        var batch = (List<Exchange>) exchange.getMessage().getBody(List.class);
        var source = plans.of(exchange, KafkaSource.class);
        batch.stream()
                .map(Exchange::getMessage)
                .collect(Collectors.groupingBy(KafkaPull::partition, TreeMap::new, Collectors.toList()))
                .forEach((partition, messages) -> land(KafkaOffsets.route(source.system(), partition), source,
                        messages));
    }

    private void land(String route, KafkaSource source, List<Message> messages) {
        Receipt receipt;
        do {
            var stored = cursors.read(route);
            long behind = stored.map(Long::parseLong).orElse(-1L);
            var fresh = messages.stream().filter(message -> offset(message) > behind).toList();
            if (fresh.isEmpty()) {
                return;
            }
            receipt = ingest.accept(new Page(source.system(), route, source.mappings(),
                    fresh.stream().flatMap(message -> record(message, source.tombstone()).stream()).toList(),
                    stored.orElse(null), String.valueOf(offset(fresh.getLast()))));
        } while (receipt instanceof Receipt.Outdated);
    }

    private static Optional<RawRecord> record(Message message, Tombstone meaning) {
        var value = message.getBody(String.class);
        if (value != null) {
            return Optional.of(Payloads.parse(value));
        }
        return switch (meaning) {
            case MAP -> Optional.of(RawRecord.of(tombstone(message)));
            case IGNORE -> Optional.empty();
            case PARK -> Optional.of(RawRecord.unreadable(tombstone(message).toString(), "has no value: it is a"
                    + " tombstone. Say with the route's parameter tombstone what that means: map or ignore"));
        };
    }

    /** What there is to be said of a message without a value: its key, and when it was written. */
    private static JsonNode tombstone(Message message) {
        var key = message.getHeader(KafkaConstants.KEY, String.class);
        var written = Instant.ofEpochMilli(message.getHeader(KafkaConstants.TIMESTAMP, Long.class));
        var said = JsonNodeFactory.instance.objectNode();
        said.putObject("tombstone").put("at", written.toString())
                .set("key", Optional.ofNullable(key).map(KafkaPull::parsed).orElse(NullNode.instance));
        return said;
    }

    /** A key that is no JSON is text. */
    private static JsonNode parsed(String key) {
        var tree = Payloads.parse(key).tree();
        return tree == null ? TextNode.valueOf(key) : tree;
    }

    private static String partition(Message message) {
        return message.getHeader(KafkaConstants.TOPIC, String.class) + "/"
                + message.getHeader(KafkaConstants.PARTITION, Integer.class);
    }

    private static long offset(Message message) {
        return message.getHeader(KafkaConstants.OFFSET, Long.class);
    }
}
