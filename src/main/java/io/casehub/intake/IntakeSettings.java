package io.casehub.intake;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of what comes and goes by mail.
 *
 * @param largestLetter how much may be attached to one mail, 20 MB unless set
 * @param clamd {@code host:port} of a clamd that looks into every mail; none unless set
 */
@ConfigurationProperties("casehub.intake")
record IntakeSettings(@DefaultValue("20MB") DataSize largestLetter, @Nullable String clamd) {

    IntakeSettings {
        if (largestLetter.toBytes() < 1) {
            throw new IllegalArgumentException("casehub.intake.largest-letter is a size such as 20MB");
        }
        if (clamd != null && !clamd.isBlank() && !clamd.matches(".+:[0-9]{1,5}")) {
            throw new IllegalArgumentException("casehub.intake.clamd is host:port, such as localhost:3310");
        }
    }
}
