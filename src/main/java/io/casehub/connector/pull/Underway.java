package io.casehub.connector.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a reading of more than one page has come.
 *
 * @param records that were read so far
 * @param total how many there are to be, where the source says
 * @param movedAt when the last page was in
 */
public record Underway(String route, Instant beganAt, long records, long pages, @Nullable Long total,
        Instant movedAt) {

    public double pagesPerSecond() {
        return pages / seconds();
    }

    /** How long it takes from its last page on, if it goes on as until then. */
    public Optional<Duration> left() {
        return total == null || records == 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.round(Math.max(0, total - records) * seconds() / records)));
    }

    private double seconds() {
        return Math.max(0.001, Duration.between(beganAt, movedAt).toMillis() / 1000.0);
    }
}
