package io.casehub.identity;

import java.util.Arrays;

/**
 * Gives what goes by long numbers, members or keys, small ones: from 0, in the order in which they
 * come. So what is known of them can stand in arrays.
 */
final class Numbering {

    private static final int FIRST_SIZE = 1 << 10;
    private static final int NONE = -1;
    private static final long MIXING = 0x9E37_79B9_7F4A_7C15L;

    private long[] names = new long[FIRST_SIZE];
    private int size;

    /** Numbers by where their names belong, one place further where that is taken. */
    private int[] places = empty(2 * FIRST_SIZE);

    /** The number of a name, which gets one now if it had none. */
    int of(long name) {
        int place = place(name);
        if (places[place] == NONE) {
            if (size == names.length) {
                grow();
                place = place(name);
            }
            names[size] = name;
            places[place] = size++;
        }
        return places[place];
    }

    boolean has(long name) {
        return places[place(name)] != NONE;
    }

    long name(int number) {
        return names[number];
    }

    int size() {
        return size;
    }

    private int place(long name) {
        int mask = places.length - 1;
        int place = (int) (name * MIXING >>> Integer.SIZE) & mask;
        while (places[place] != NONE && names[places[place]] != name) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        names = Arrays.copyOf(names, 2 * size);
        places = empty(4 * size);
        for (int number = 0; number < size; number++) {
            places[place(names[number])] = number;
        }
    }

    private static int[] empty(int length) {
        var places = new int[length];
        Arrays.fill(places, NONE);
        return places;
    }
}
