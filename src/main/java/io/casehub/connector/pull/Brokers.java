package io.casehub.connector.pull;

import io.casehub.connector.plan.Plan;

/**
 * What a route on the template {@code probe-kafka} is told.
 *
 * @param addresses of the brokers, between commas
 */
record Brokers(String system, String addresses) {

    static Brokers of(Plan plan) {
        plan.filled("brokers");
        plan.duration("every");
        return new Brokers(plan.system(), plan.text("brokers"));
    }
}
