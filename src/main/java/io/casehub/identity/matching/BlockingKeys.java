package io.casehub.identity.matching;

import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * The blocking keys of a record, each once. Whoever has a key has those that are wider, too: so
 * nobody is looked for under a key, or filed, while a wider one still tells people apart.
 */
public final class BlockingKeys {

    /** Of somebody who is not compared. */
    public static final BlockingKeys NONE = new BlockingKeys(new long[0], new int[0][]);

    private final long[] keys;
    private final int[][] wider;

    /**
     * @param keys numbers that differ unless what they stand for is the same
     * @param wider for each key where the wider ones stand, all of them before it
     */
    BlockingKeys(long[] keys, int[][] wider) {
        this.keys = keys;
        this.wider = wider;
    }

    /** Every key, the wider ones first. */
    public long[] all() {
        return keys.clone();
    }

    /** The keys that have no wider one: two records that share any key share one of these. */
    public long[] widest() {
        return due(key -> false);
    }

    /**
     * The keys to look under as long as these are crowded: those that have no wider one but crowded
     * ones.
     *
     * @param isCrowded whether too many have a key
     */
    public long[] due(LongPredicate isCrowded) {
        return IntStream.range(0, keys.length).filter(at -> isDue(at, place -> isCrowded.test(keys[place])))
                .mapToLong(at -> keys[at]).toArray();
    }

    /**
     * Those of {@link #due} that have one of some keys among their wider ones.
     *
     * @param isWider whether it is one of these
     */
    public long[] within(LongPredicate isWider, LongPredicate isCrowded) {
        return IntStream.range(0, keys.length)
                .filter(at -> IntStream.of(wider[at]).anyMatch(place -> isWider.test(keys[place]))
                        && isDue(at, place -> isCrowded.test(keys[place])))
                .mapToLong(at -> keys[at]).toArray();
    }

    /**
     * Whether to look under the key at a place of {@link #all}: not while a wider one tells people
     * apart.
     *
     * @param isCrowded whether the key at a place is
     */
    public boolean isDue(int at, IntPredicate isCrowded) {
        for (int place : wider[at]) {
            if (!isCrowded.test(place)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return keys.length;
    }

    long key(int at) {
        return keys[at];
    }

    /** Whether a key is one of those that are wider than the one at a place. */
    boolean isWithin(int at, long key) {
        for (int place : wider[at]) {
            if (keys[place] == key) {
                return true;
            }
        }
        return false;
    }
}
