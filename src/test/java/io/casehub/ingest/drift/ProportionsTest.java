package io.casehub.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionsTest {

    /**
     * As scipy.stats.fisher_exact([[a, b-a], [c, d-c]], "greater") has it, or as one counts by hand.
     */
    @ParameterizedTest(name = "{0} of {1} after {2} of {3}")
    @CsvSource(textBlock = """
            1,   1,   0,   1,     0.5
            2,   2,   0,   2,     0.16666667
            3,   3,   0,   100,   5.6555e-6
            10,  10,  0,   0,     1
            8,   10,  1,   6,     0.02447552
            0,   50,  20,  100,   1
            """)
    void theChanceIsFishers(long hits, long recent, long earlierHits, long earlier, double chance) {
        assertThat(Proportions.chance(hits, recent, earlierHits, earlier)).isCloseTo(chance, withinPercentage(0.2));
    }

    @ParameterizedTest
    @CsvSource({"400, 500, 2000000, 10000000", "500, 500, 0, 10000000", "1, 500, 9999999, 10000000"})
    void largeCountsGiveAChance(long hits, long recent, long earlierHits, long earlier) {
        assertThat(Proportions.chance(hits, recent, earlierHits, earlier)).isBetween(0.0, 1.0);
    }
}
