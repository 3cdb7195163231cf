package io.casehub.landscape.company;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps troubles with one order months apart, so that the truth is sure which of them something
 * belongs to.
 */
final class Calm {

    private static final Duration APART = Duration.ofDays(75);
    private static final Duration WEEKS = Duration.ofDays(30);

    private final Map<String, List<Instant>> troubles = new HashMap<>();

    /** Whether there is no other trouble with the order around this time; if so, this is one. */
    boolean claims(Order order, Instant at) {
        var others = troubles.computeIfAbsent(order.no(), no -> new ArrayList<>());
        if (others.stream().anyMatch(other -> Duration.between(other, at).abs().compareTo(APART) < 0))
            return false;
        return others.add(at);
    }

    /** Whether there is a trouble with the order of this number in these weeks. */
    boolean isTroubled(String orderNo, Instant at) {
        return troubles.getOrDefault(orderNo, List.of()).stream()
                .anyMatch(other -> Duration.between(other, at).abs().compareTo(WEEKS) < 0);
    }

    /** Whether nothing was ever wrong with it. */
    boolean isUntouched(Order order) {
        return !troubles.containsKey(order.no());
    }
}
