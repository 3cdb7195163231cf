package io.casehub.ingest.drift;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of drift.
 *
 * @param learn how long all that a route brings is baseline, from its first record on; 5 minutes
 * unless set
 */
@ConfigurationProperties("casehub.drift")
record DriftSettings(@DefaultValue("5m") Duration learn) {

    DriftSettings {
        if (learn.isNegative()) {
            throw new IllegalArgumentException("casehub.drift.learn is not negative, such as 5m");
        }
    }
}
