package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;
import java.util.List;

/**
 * What a route on the template {@code pull-kafka} is told.
 *
 * @param mappings that each record goes through
 */
record KafkaSource(String system, List<String> mappings, Tombstone tombstone) {

    private static final int LARGEST_PAGE = 10_000;

    /**
     * What a message without a value is: nobody's guess, a deletion that a mapping reads, or nothing.
     */
    enum Tombstone {
        PARK,
        MAP,
        IGNORE
    }

    static KafkaSource of(Plan plan) {
        plan.filled("topic", "brokers", "group", "mapping");
        plan.whole("pageSize", 1, LARGEST_PAGE);
        return new KafkaSource(plan.system(), plan.list("mapping"), plan.word("tombstone", Tombstone.class));
    }
}
