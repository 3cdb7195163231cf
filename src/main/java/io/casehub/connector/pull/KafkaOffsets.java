package io.casehub.connector.pull;

import io.casehub.ingest.Cursors;
import org.apache.camel.spi.StateRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Tells a Kafka consumer where to begin: behind the offset that is committed with its records in
 * the hub's database, and where there is none at the beginning. What the broker was told of the
 * group is of no interest: a route that is to read everything once more would begin there.
 */
public final class KafkaOffsets extends ServiceSupport implements StateRepository<String, String> {

    private static final String BEFORE_ALL = "-1";

    private final String system;
    private final Cursors cursors;

    public KafkaOffsets(String system, Cursors cursors) {
        this.system = system;
        this.cursors = cursors;
    }

    /** The name under which a partition is read. */
    static String route(String system, String topicAndPartition) {
        return system + ":" + topicAndPartition;
    }

    @Override
    public String getState(String topicAndPartition) {
        return cursors.read(route(system, topicAndPartition)).orElse(BEFORE_ALL);
    }

    @Override
    public void setState(String topicAndPartition, String offset) {}
}
