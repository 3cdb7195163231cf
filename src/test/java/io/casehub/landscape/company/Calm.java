package io.casehub.landscape.company;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ArrayList;

/**
 * Keeps troubles with one order months apart, so that the truth is sure which of them something
 * belongs to.
 */
final class Calm {

    private static final Duration APART = Duration.ofDays(75);

    private final Map<String, List<Instant>> troubles = new HashMap<>();

    /** Whether there is no other trouble with the order around this time; if so, this is one. */
    boolean claims(Order order, Instant at) {
        var others = troubles.computeIfAbsent(order.no(), no -> new ArrayList<>());
        if (others.stream().anyMatch(other -> Duration.between(other, at).abs().compareTo(APART) < 0))
            return false;
        return others.add(at);
    }

    void disturb(Order order, Instant at) {
        troubles.computeIfAbsent(order.no(), no -> new ArrayList<>()).add(at);
    }

    /** Whether nothing was ever wrong with it. */
    boolean isUntouched(Order order) {
        return !troubles.containsKey(order.no());
    }
}
