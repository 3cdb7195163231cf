package io.casehub.identity.matching;

import io.casehub.identity.matching.Roster.Apart;
import java.util.Arrays;

/**
 * The blocking keys of everybody seen so far, in memory: a table of keys, each with where in one
 * long list its holders stand. Arrays of numbers that are read in a row, for there are some thirty
 * keys a record, and memory is what one waits for.
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

    Blocks(MatchingRules rules, Apart apart) {
        this.rules = rules;
        this.apart = apart;
    }

    /**
     * Those who share a key with a record and came before it, in that order; files it under its keys.
     */
    int[] meet(int number, Profile profile) {
        var blocking = rules.blocking(profile.kind());
        metBy = withRoom(metBy, number);
        int count = 0;
        for (long key : blocking.keys(profile)) {
            int place = place(table, key);
            if (size(place) <= blocking.largest()) {
                count = meet(place, number, count);
                file(place, key, number);
            }
        }
        var found = Arrays.copyOf(met, count);
        Arrays.sort(found);
        return found;
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

    private void file(int place, long key, int number) {
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
        int place = (int) (key ^ key >>> Integer.SIZE) & mask;
        while (table[2 * place + 1] != 0 && table[2 * place] != key) {
            place = place + 1 & mask;
        }
        return place;
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
