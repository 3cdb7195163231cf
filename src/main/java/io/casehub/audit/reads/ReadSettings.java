package io.casehub.audit.reads;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of recorded reads.
 *
 * @param record whether reads are recorded at all; false unless set
 * @param keep how long they are kept; 90 days unless set
 * @param largest of a longer answer the fact is kept and the contents are not; 4 MB unless set, at
 * most 64 MB, since an answer waits in memory until it is recorded
 */
@ConfigurationProperties("casehub.reads")
public record ReadSettings(@DefaultValue("false") boolean record, @DefaultValue("90d") Duration keep,
        @DefaultValue("4MB") DataSize largest) {

    public ReadSettings {
        if (keep.compareTo(Duration.ofMinutes(1)) < 0 || largest.toBytes() < 1 || largest.toMegabytes() > 64) {
            throw new IllegalArgumentException(
                    "casehub.reads: keep is at least 1m, largest at least 1B and at most 64MB");
        }
    }
}
