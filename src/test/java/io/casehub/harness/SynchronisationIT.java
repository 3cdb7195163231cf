package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.outbound.Synchronisation;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The status that the hub and a system both change, in very many histories with loss, doubling,
 * delay, disorder and wrong clocks: each comes to rest with both saying the same. Run by
 * {@code ./mvnw verify -Pharness -Dit.test=SynchronisationIT}; {@code -Dharness.histories=…} and
 * {@code -Dharness.seed=…} say how many, and where to begin.
 */
@Tag("harness")
class SynchronisationIT {

    @Test
    void everyHistoryConverges() {
        long first = Long.getLong("harness.seed", System.nanoTime());
        long histories = Long.getLong("harness.histories", 300_000);
        System.out.println("synchronisation: " + histories + " histories from seed " + first);

        var faults = LongStream.range(first, first + histories).parallel()
                .mapToObj(seed -> Synchronisation.play(seed).or(() -> Synchronisation.playCalmly(seed)).orElse(""))
                .filter(fault -> !fault.isEmpty()).limit(3).toList();

        assertThat(faults).as("from seed " + first).isEmpty();
    }
}
