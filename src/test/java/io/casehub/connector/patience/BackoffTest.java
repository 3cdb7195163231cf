package io.casehub.connector.patience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final Backoff backoff = new Backoff(Duration.ofSeconds(15));

    @Test
    void everyFailureDoublesThePauseUpToABoundAndARandomHalfIsLetOff() {
        var most = List.of(1000, 2000, 4000, 8000, 15_000, 15_000);
        for (int longest : most) {
            assertThat(backoff.failed(NOW, Duration.ZERO).toMillis()).isBetween(longest / 2L, (long) longest);
        }
    }

    @Test
    void manyThatFailTogetherDoNotComeBackTogether() {
        var pauses = new ArrayList<Duration>();
        IntStream.range(0, 50).forEach(any -> pauses.add(new Backoff(Duration.ofSeconds(15)).failed(NOW,
                Duration.ZERO)));

        assertThat(pauses.stream().distinct().count()).isGreaterThan(10);
    }

    @Test
    void theSourceIsLeftAloneForAsLongAsItAsks() {
        assertThat(backoff.failed(NOW, Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));

        assertThat(backoff.isTime(NOW.plusSeconds(599))).isFalse();
        assertThat(backoff.isTime(NOW.plusSeconds(600))).isTrue();
    }

    @Test
    void anAnswerEndsIt() {
        backoff.failed(NOW, Duration.ZERO);
        backoff.failed(NOW, Duration.ZERO);

        assertThat(backoff.reached()).isTrue();
        assertThat(backoff.reached()).isFalse();
        assertThat(backoff.isFailing()).isFalse();
        assertThat(backoff.isTime(NOW)).isTrue();
        assertThat(backoff.failed(NOW, Duration.ZERO)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
