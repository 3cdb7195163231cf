package io.casehub.identity.matching;

import java.util.Arrays;
import java.util.List;

/**
 * What two records must share before they are compared at all: the recall of these rules is the
 * ceiling of everything that follows.
 *
 * @param rules each of them parts of which all must agree
 * @param largest a key that more records than this have says too little to be looked up
 */
public record Blocking(List<List<KeyPart>> rules, int largest) {

    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    public Blocking {
        rules = rules.stream().map(List::copyOf).toList();
    }

    /**
     * The keys of a record, as numbers that differ unless what they stand for is the same; each once.
     */
    public long[] keys(Profile profile) {
        var parts = new long[KeyPart.ALL.length][];
        var keys = new Keys();
        for (int rule = 0; rule < rules.size(); rule++) {
            spread(profile, rules.get(rule), 0, mix(SEED, (char) ('A' + rule)), parts, keys,
                    new long[rules.get(rule).size()]);
        }
        return keys.each();
    }

    private static void spread(Profile profile, List<KeyPart> rule, int at, long hash, long[][] parts, Keys keys,
            long[] taken) {
        if (at == rule.size()) {
            keys.add(hash);
            return;
        }
        for (long value : values(profile, rule.get(at), parts)) {
            if (!isTaken(taken, at, value)) {
                taken[at] = value;
                spread(profile, rule, at + 1, mix(hash, value), parts, keys, taken);
            }
        }
    }

    /** What a part takes of the record, as numbers; worked out once for all rules. */
    private static long[] values(Profile profile, KeyPart part, long[][] parts) {
        var known = parts[part.ordinal()];
        if (known == null) {
            var values = new Keys();
            for (var value : part.values(profile)) {
                if (!value.isEmpty()) {
                    values.add(mix(SEED, value));
                }
            }
            known = values.each();
            parts[part.ordinal()] = known;
        }
        return known;
    }

    private static boolean isTaken(long[] taken, int end, long value) {
        for (int at = 0; at < end; at++) {
            if (taken[at] == value) {
                return true;
            }
        }
        return false;
    }

    private static long mix(long hash, String value) {
        long mixed = mix(hash, (char) 1);
        for (int i = 0; i < value.length(); i++) {
            mixed = mix(mixed, value.charAt(i));
        }
        return mixed;
    }

    private static long mix(long hash, long value) {
        long mixed = (hash ^ value) * PRIME;
        return (mixed ^ mixed >>> 29) * PRIME;
    }

    private static long mix(long hash, char letter) {
        long mixed = (hash ^ letter) * PRIME;
        return mixed ^ mixed >>> 29;
    }

    /** Numbers in the order in which they were added, each once. */
    private static final class Keys {

        private long[] keys = new long[16];
        private int count;

        void add(long key) {
            for (int at = 0; at < count; at++) {
                if (keys[at] == key) {
                    return;
                }
            }
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
            }
            keys[count++] = key;
        }

        long[] each() {
            return Arrays.copyOf(keys, count);
        }
    }
}
