package io.casehub.outbound;

import java.util.HashMap;
import java.util.Map;

/**
 * How many commands this node has under way to each system: more and more while it takes them, one
 * alone after it was not reached. So one that was down for a day is not run over when it is back.
 */
final class Pace {

    private static final int USUAL = 4;
    private static final int MOST = 16;

    private final Map<String, Integer> allowed = new HashMap<>();
    private final Map<String, Integer> underway = new HashMap<>();

    /** How many more may set out. */
    synchronized int free(String system) {
        return Math.max(0, allowed.getOrDefault(system, USUAL) - underway.getOrDefault(system, 0));
    }

    synchronized void setOut(String system) {
        underway.merge(system, 1, Integer::sum);
    }

    synchronized void returned(String system) {
        underway.computeIfPresent(system, (name, count) -> count > 1 ? count - 1 : null);
    }

    synchronized void reached(String system) {
        allowed.put(system, Math.min(MOST, allowed.getOrDefault(system, USUAL) + 1));
    }

    synchronized void notReached(String system) {
        allowed.put(system, 1);
    }
}
