package io.casehub.connector;

import io.casehub.ingest.Cursors;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tells a Kafka consumer where to begin: behind the offset that is committed with its records in
 * the hub's database. What Camel would commit by itself is of no interest.
 */
final class KafkaOffsets extends ServiceSupport implements StateRepository<String, String> {

    private final String system;
    private final Cursors cursors;

    KafkaOffsets(String system, Cursors cursors) {
        this.system = system;
        this.cursors = cursors;
    }

    /** The name under which a partition is read. */
    static String route(String system, String topicAndPartition) {
        return system + ":" + topicAndPartition;
    }

    @Override
    public @Nullable String getState(String topicAndPartition) {
        return cursors.read(route(system, topicAndPartition)).orElse(null);
    }

    @Override
    public void setState(String topicAndPartition, String offset) {}
}
