package io.casehub.intake.posted;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of posted interactions.
 *
 * @param verifiedFor how long the mark of a verified person is taken over by what follows in the
 * same conversation; 30 minutes unless set
 */
@ConfigurationProperties("casehub.interactions")
record PostSettings(@DefaultValue("30m") Duration verifiedFor) {

    PostSettings {
        if (verifiedFor.isNegative()) {
            throw new IllegalArgumentException("casehub.interactions.verified-for is not negative, such as 30m");
        }
    }
}
