package io.casehub.events.subscriptions;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the webhooks that the hub calls.
 *
 * @param privateAllowed whether they may lead to private addresses, and by http: for networks that
 * nobody else reaches
 * @param timeout how long one call may take, from the first byte to the last; 10 s unless set
 * @param firstRetry how long is waited after the first failure; twice as long after each
 * @param longestRetry but no longer than that
 * @param giveUp how long one event is tried, and how long a receiver may fail until he is told
 * nothing more; 3 days unless set
 * @param former how long a secret signs beside the one that follows it; a day unless set
 * @param most how many subscriptions there can be
 */
@ConfigurationProperties("casehub.events.webhooks")
record WebhookSettings(@DefaultValue("false") boolean privateAllowed, @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration firstRetry, @DefaultValue("15m") Duration longestRetry,
        @DefaultValue("3d") Duration giveUp, @DefaultValue("24h") Duration former, @DefaultValue("200") int most) {

    WebhookSettings {
        if (!timeout.isPositive() || !firstRetry.isPositive() || longestRetry.compareTo(firstRetry) < 0
                || !giveUp.isPositive() || former.isNegative() || most < 1) {
            throw new IllegalArgumentException("casehub.events.webhooks: times are positive, longest-retry is not "
                    + "shorter than first-retry, and most is at least 1");
        }
    }
}
