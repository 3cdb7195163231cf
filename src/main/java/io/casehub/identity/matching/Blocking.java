package io.casehub.identity.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What two records must share before they are compared at all: the recall of these rules is the ceiling of everything
 * that follows.
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

    /** The keys of a record, as numbers that differ unless what they stand for is the same; each once. */
    public long[] keys(Profile profile) {
        var keys = LongStream.builder();
        for (int rule = 0; rule < rules.size(); rule++) {
            spread(profile, rules.get(rule), 0, mix(SEED, (char) ('A' + rule)), new ArrayList<>(), keys);
        }
        return keys.build().distinct().toArray();
    }

    private static void spread(Profile profile, List<KeyPart> rule, int at, long hash, List<String> taken,
            LongStream.Builder keys) {
        if (at == rule.size()) {
            keys.add(hash);
            return;
        }
        for (var value : rule.get(at).values(profile)) {
            if (!value.isEmpty() && !taken.contains(value)) {
                taken.add(value);
                spread(profile, rule, at + 1, mix(hash, value), taken, keys);
                taken.removeLast();
            }
        }
    }

    private static long mix(long hash, String value) {
        long mixed = mix(hash, '\u0001');
        for (int i = 0; i < value.length(); i++) {
            mixed = mix(mixed, value.charAt(i));
        }
        return mixed;
    }

    private static long mix(long hash, char letter) {
        long mixed = (hash ^ letter) * PRIME;
        return mixed ^ mixed >>> 29;
    }
}
