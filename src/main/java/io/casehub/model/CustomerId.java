package io.casehub.model;

import java.util.UUID;

/** The hub's own stable name of a customer. */
public record CustomerId(UUID value) implements Comparable<CustomerId> {

    public static CustomerId next() {
        return new CustomerId(UUID.randomUUID());
    }

    @Override
    public int compareTo(CustomerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
