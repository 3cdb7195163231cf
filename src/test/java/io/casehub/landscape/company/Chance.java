package io.casehub.landscape.company;

import java.util.List;
import java.util.Random;

/** Chance that repeats itself: the same seed, purpose and number give the same choices. */
public final class Chance {

    private final Random random;

    private Chance(long seed) {
        this.random = new Random(seed);
    }

    public static Chance of(long seed, String purpose, long number) {
        return new Chance(mixed(mixed(seed ^ purpose.hashCode()) + number));
    }

    public boolean in(double probability) {
        return random.nextDouble() < probability;
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }

    public int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[below(choices.length)];
    }

    /**
     * Prefers the front of a list: the first fifth is chosen about twice as often as the last two
     * thirds.
     */
    public int skewed(int bound) {
        var x = random.nextDouble();
        return (int) (bound * x * x);
    }

    public String digits(int count) {
        var digits = new StringBuilder(String.valueOf(between(2, 8)));
        while (digits.length() < count)
            digits.append(below(10));
        return digits.toString();
    }

    // the finalizer of SplittableRandom: neighbouring numbers give unrelated seeds
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
