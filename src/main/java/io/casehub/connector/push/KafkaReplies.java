package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;

/**
 * What a route on the template {@code replies-kafka} is told.
 *
 * @param mapping makes {@code {command, accepted, words}} of a reply
 */
record KafkaReplies(String mapping) {

    static KafkaReplies of(Plan plan) {
        plan.filled("topic", "brokers", "group", "mapping");
        return new KafkaReplies(plan.text("mapping"));
    }
}
