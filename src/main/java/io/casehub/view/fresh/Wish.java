package io.casehub.view.fresh;

import io.casehub.view.Section;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How old what is answered may be, and how long the caller waits for what is older.
 *
 * @param maxAges of single sections
 * @param maxAge of all others; {@code null} where their age does not matter
 */
public record Wish(Map<Section, Duration> maxAges, @Nullable Duration maxAge, Duration deadline) {

    public Wish {
        maxAges = Map.copyOf(maxAges);
    }

    Optional<Duration> of(Section section) {
        return Optional.ofNullable(maxAges.getOrDefault(section, maxAge));
    }
}
