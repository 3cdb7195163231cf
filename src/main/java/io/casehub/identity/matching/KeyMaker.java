package io.casehub.identity.matching;

import io.casehub.identity.matching.BlockingRule.Wider;
import java.util.Arrays;

/** Makes the blocking keys of one record, rule by rule. */
final class KeyMaker {

    private static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int USUAL = 32;

    private final Profile profile;

    /** What each part takes of the record, as numbers; worked out once for all rules. */
    private final long[][] parts = new long[KeyPart.ALL.length][];

    private long[] keys = new long[USUAL];
    private int[][] wider = new int[USUAL][];
    private int count;

    KeyMaker(Profile profile) {
        this.profile = profile;
    }

    /** @param rule whose wider ones came before */
    void add(BlockingRule rule) {
        spread(rule, 0, rule.seed(), new long[rule.parts().size()]);
    }

    BlockingKeys keys() {
        return new BlockingKeys(Arrays.copyOf(keys, count), Arrays.copyOf(wider, count));
    }

    private void spread(BlockingRule rule, int at, long hash, long[] taken) {
        if (at == taken.length) {
            add(hash, rule, taken);
            return;
        }
        long least = Long.MIN_VALUE;
        for (int before = 0; before < at; before++) {
            if (rule.parts().get(before) == rule.parts().get(at)) {
                least = taken[before] + 1; // two values of one part, whichever comes first
            }
        }
        for (long value : values(rule.parts().get(at))) {
            if (value >= least) {
                taken[at] = value;
                spread(rule, at + 1, mix(hash, value), taken);
            }
        }
    }

    private void add(long key, BlockingRule rule, long[] taken) {
        if (place(key) >= 0) {
            return;
        }
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            wider = Arrays.copyOf(wider, count * 2);
        }
        var places = new int[rule.wider().size()];
        for (int each = 0; each < places.length; each++) {
            places[each] = place(rule.wider().get(each), taken);
        }
        keys[count] = key;
        wider[count++] = places;
    }

    private int place(Wider rule, long[] taken) {
        long key = rule.seed();
        for (int place : rule.places()) {
            key = mix(key, taken[place]);
        }
        return place(key);
    }

    private int place(long key) {
        for (int at = 0; at < count; at++) {
            if (keys[at] == key) {
                return at;
            }
        }
        return -1;
    }

    private long[] values(KeyPart part) {
        var known = parts[part.ordinal()];
        if (known == null) {
            known = new long[0];
            for (var value : part.values(profile)) {
                if (!value.isEmpty()) {
                    known = with(known, mix(SEED, value));
                }
            }
            parts[part.ordinal()] = known;
        }
        return known;
    }

    private static long[] with(long[] values, long value) {
        for (long known : values) {
            if (known == value) {
                return values;
            }
        }
        var more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = value;
        return more;
    }

    static long seed(char rule) {
        return mix(SEED, rule);
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
}
