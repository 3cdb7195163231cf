package io.casehub.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what goes out by mail.
 *
 * @param largestLetter how much may be attached to one mail, 20 MB unless set
 */
@ConfigurationProperties("casehub.intake")
record IntakeSettings(@DefaultValue("20MB") DataSize largestLetter) {

    IntakeSettings {
        if (largestLetter.toBytes() < 1) {
            throw new IllegalArgumentException("casehub.intake.largest-letter is a size such as 20MB");
        }
    }
}
