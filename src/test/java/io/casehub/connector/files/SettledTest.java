package io.casehub.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final Settled settled = new Settled();

    @Test
    void aFileHasSettledOnceItWasSeenUnchangedForLongEnoughHoweverOldItSaysItIs() {
        var old = new FileMark("a", 1, NOW.minusSeconds(86_400));

        assertThat(settled.of(List.of(old), ENOUGH, NOW)).isEmpty();
        assertThat(settled.of(List.of(old), ENOUGH, NOW.plusSeconds(9))).isEmpty();
        assertThat(settled.of(List.of(old), ENOUGH, NOW.plusSeconds(10))).containsExactly(old);
    }

    @Test
    void everyChangeBeginsTheWaitAnew() {
        var small = new FileMark("a", 1, NOW);
        var large = new FileMark("a", 2, NOW);
        settled.of(List.of(small), ENOUGH, NOW);

        assertThat(settled.of(List.of(large), ENOUGH, NOW.plusSeconds(10))).isEmpty();
        assertThat(settled.of(List.of(small), ENOUGH, NOW.plusSeconds(15))).isEmpty();
        assertThat(settled.of(List.of(small), ENOUGH, NOW.plusSeconds(25))).containsExactly(small);
    }
}
