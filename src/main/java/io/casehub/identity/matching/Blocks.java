package io.casehub.identity.matching;

import io.casehub.identity.matching.Roster.Apart;
import java.util.Arrays;

/**
 * The blocking keys of everybody seen so far, in memory: a table of keys, each with where in one
 * long list its holders stand. Arrays of numbers that are read in a row, for there are a dozen keys
 * a record, and memory is what one waits for.
 */
final class Blocks {

    private static final int FIRST_SIZE = 1 << 12;
    private static final double FULL = 0.6;
    private static final long LOW = 0xFFFF_FFFFL;

    private final MatchingRules rules;
    private final Apart apart;

    /** Two numbers a place: the key; where its holders begin (upper half) and how many they are. */
    private long[] table = new long[2 * FIRST_SIZE];
    private int used;

    /** The holders of each key, with room for a power of two of them. */
    private int[] holders = new int[FIRST_SIZE];
    private int end;

    /** By whom each record was met last, counted from one. */
    private int[] metBy = new int[FIRST_SIZE];
    private int[] met = new int[FIRST_SIZE];

    /** Of no meaning; without it nothing need be fetched. */
    @SuppressWarnings("unused")
    private long fetched;

    private Profile[] profiles = new Profile[FIRST_SIZE];

    Blocks(MatchingRules rules, Apart apart) {
        this.rules = rules;
        this.apart = apart;
    }

    /**
     * Those who share a key with a record and came before it, in that order; files it under its keys.
     */
    int[] meet(int number, Profile profile) {
        metBy = withRoom(metBy, number);
        if (number >= profiles.length) {
            profiles = Arrays.copyOf(profiles, metBy.length);
        }
        profiles[number] = profile;
        var keys = keys(number);
        fetch(keys);
        var crowded = new boolean[keys.size()];
        int count = 0;
        for (int at = 0; at < crowded.length; at++) {
            if (keys.isDue(at, place -> crowded[place])) {
                int place = place(table, keys.key(at));
                crowded[at] = size(place) > largest(profile);
                if (!crowded[at]) {
                    count = meet(place, number, count);
                    file(keys.key(at), number);
                }
            }
        }
        var found = Arrays.copyOf(met, count);
        Arrays.sort(found);
        return found;
    }

    /** Asks for all of them first: memory brings many in the time of one. */
    private void fetch(BlockingKeys keys) {
        long sum = 0;
        for (int at = 0; at < keys.size(); at++) {
            sum += table[2 * home(table, keys.key(at)) + 1];
        }
        fetched = sum;
    }

    private BlockingKeys keys(int number) {
        return rules.blocking(profiles[number].kind()).keys(profiles[number]);
    }

    private int largest(Profile profile) {
        return rules.blocking(profile.kind()).largest();
    }

    private int meet(int place, int number, int count) {
        int found = count;
        int from = begin(place);
        int to = from + size(place);
        for (int at = from; at < to; at++) {
            int other = holders[at];
            if (metBy[other] != number + 1 && apart.mayMeet(other, number)) {
                metBy[other] = number + 1;
                met = withRoom(met, found);
                met[found++] = other;
            }
        }
        return found;
    }

    private void file(long key, int number) {
        int size = add(place(table, key), key, number);
        if (size == largest(profiles[number]) + 1) {
            int begin = begin(place(table, key));
            for (int holder : Arrays.copyOfRange(holders, begin, begin + size)) {
                fileWithin(key, holder);
            }
        }
    }

    /** From now on a key tells too little: those who have it are found under narrower ones. */
    private void fileWithin(long crowded, int holder) {
        var keys = keys(holder);
        for (int at = 0; at < keys.size(); at++) {
            if (keys.isWithin(at, crowded)
                    && keys.isDue(at, place -> size(place(table, keys.key(place))) > largest(profiles[holder]))) {
                file(keys.key(at), holder);
            }
        }
    }

    /** Answers how many there are now. */
    private int add(int place, long key, int number) {
        int size = size(place);
        int begin = begin(place);
        boolean isFull = Integer.bitCount(size) <= 1; // as large as its room: 0, 1, 2, 4, …
        if (isFull) {
            int room = Math.max(1, size * 2);
            holders = withRoom(holders, end + room);
            System.arraycopy(holders, begin, holders, end, size);
            begin = end;
            end += room;
        }
        holders[begin + size] = number;
        table[2 * place] = key;
        table[2 * place + 1] = (long) begin << Integer.SIZE | size + 1;
        if (size == 0 && ++used > table.length / 2 * FULL) {
            grow();
        }
        return size + 1;
    }

    private int size(int place) {
        return (int) (table[2 * place + 1] & LOW);
    }

    private int begin(int place) {
        return (int) (table[2 * place + 1] >>> Integer.SIZE);
    }

    /** Where a key stands or would stand. Keys are well mixed numbers. */
    private static int place(long[] table, long key) {
        int mask = table.length / 2 - 1;
        int place = home(table, key);
        while (table[2 * place + 1] != 0 && table[2 * place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private static int home(long[] table, long key) {
        return (int) (key ^ key >>> Integer.SIZE) & table.length / 2 - 1;
    }

    private void grow() {
        var larger = new long[table.length * 2];
        for (int old = 0; old < table.length; old += 2) {
            if (table[old + 1] != 0) {
                int place = place(larger, table[old]);
                larger[2 * place] = table[old];
                larger[2 * place + 1] = table[old + 1];
            }
        }
        table = larger;
    }

    private static int[] withRoom(int[] numbers, int at) {
        return at < numbers.length ? numbers : Arrays.copyOf(numbers, Math.max(at + 1, numbers.length * 2));
    }
}
