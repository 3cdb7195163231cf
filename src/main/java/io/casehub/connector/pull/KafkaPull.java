package io.casehub.connector.pull;

import io.casehub.connector.plan.Plans;
import io.casehub.ingest.Cursors;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Payloads;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt;
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
                    fresh.stream().map(KafkaPull::record).toList(),
                    stored.orElse(null), String.valueOf(offset(fresh.getLast()))));
        } while (receipt instanceof Receipt.Outdated);
    }

    /** A tombstone of a compacted topic has no value; it is parked, and holds up nothing behind it. */
    private static RawRecord record(Message message) {
        return Payloads.parse(Optional.ofNullable(message.getBody(String.class)).orElse(""));
    }

    private static String partition(Message message) {
        return message.getHeader(KafkaConstants.TOPIC, String.class) + "/"
                + message.getHeader(KafkaConstants.PARTITION, Integer.class);
    }

    private static long offset(Message message) {
        return message.getHeader(KafkaConstants.OFFSET, Long.class);
    }
}
