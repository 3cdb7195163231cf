package io.casehub.identity.matching;

import io.casehub.identity.matching.Roster.Apart;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocking keys of everybody seen so far, in memory. */
final class Blocks {

    private final MatchingRules rules;
    private final Apart apart;
    /** For each key how many have it, and who. */
    private final Map<Long, int[]> holders = new HashMap<>();

    Blocks(MatchingRules rules, Apart apart) {
        this.rules = rules;
        this.apart = apart;
    }

    /** Those who share a key with a record and came before it; files it under its keys. */
    int[] meet(int number, Profile profile) {
        var blocking = rules.blocking(profile.kind());
        var met = new BitSet();
        for (long key : blocking.keys(profile)) {
            var block = holders.get(key);
            int size = block == null ? 0 : block[0];
            for (int at = 1; at <= size && size <= blocking.largest(); at++) {
                if (apart.mayMeet(block[at], number)) {
                    met.set(block[at]);
                }
            }
            if (size <= blocking.largest()) {
                holders.put(key, filed(block, number));
            }
        }
        return met.stream().toArray();
    }

    private static int[] filed(int @Nullable [] block, int number) {
        if (block == null) {
            return new int[]{1, number};
        }
        int size = block[0] + 1;
        var room = size < block.length ? block : Arrays.copyOf(block, size * 2);
        room[0] = size;
        room[size] = number;
        return room;
    }
}
