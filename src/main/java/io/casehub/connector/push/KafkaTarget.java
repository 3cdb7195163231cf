package io.casehub.connector.push;

import io.casehub.connector.plan.Plan;

/** What a route on the template {@code push-kafka} is told. */
record KafkaTarget(String mapping) {

    static KafkaTarget of(Plan plan) {
        Commands.kind(plan);
        plan.filled("topic", "brokers");
        return new KafkaTarget(Commands.mapping(plan));
    }
}
