package io.casehub.landscape.company;

/** What really is the same: which record of which system is which customer. */
public final class Truth {

    private Truth() {}

    /** A record of a system. */
    public record Key(String system, String entity, String key) {}

    /** A record of a system belongs to a customer. */
    public record Fact(int customer, Key key) {}

    public static Fact fact(int customer, String system, String entity, String key) {
        return new Fact(customer, new Key(system, entity, key));
    }
}
