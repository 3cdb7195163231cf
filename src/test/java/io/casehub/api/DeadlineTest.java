package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {

    private static final long ARRIVED = -5;

    @ParameterizedTest
    @CsvSource({"PT0.05S, PT0S, PT0.04S, PT0.0275S", "PT0.05S, PT0.03S, PT0.01S, PT-0.0025S",
            "PT0.8S, PT0S, PT0.75S, PT0.65S", "PT10S, PT4S, PT5.95S, PT5.85S",
            "PT0.05S, PT0.06S, PT-0.02S, PT-0.0325S"})
    void whatWasSpentSinceTheRequestCameIsNotSpentAgain(Duration wait, Duration spent, Duration left,
            Duration leftForSources) {
        var deadline = new Deadline(ARRIVED, wait);

        assertThat(deadline.left(ARRIVED + spent.toNanos())).isEqualTo(left);
        assertThat(deadline.leftForSources(ARRIVED + spent.toNanos())).isEqualTo(leftForSources);
    }
}
