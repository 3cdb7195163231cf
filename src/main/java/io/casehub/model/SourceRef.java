package io.casehub.model;

/**
 * The name of one source record: which system said it, what kind of thing it is about, and that
 * system's own key for it. Two records with equal references are versions of one record.
 */
public record SourceRef(String system, Entity entity, String key) implements Comparable<SourceRef> {

    private static final int LONGEST_KEY = 400;

    public SourceRef {
        if (!system.matches("[a-z][a-z0-9-]{0,39}")) {
            throw new IllegalArgumentException(
                    "a system is named in lower case letters, digits and hyphens, at most 40");
        }
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a record needs a key of 1 to " + LONGEST_KEY + " characters");
        }
    }

    /** From the words it is stored as. */
    public static SourceRef of(String system, String entity, String key) {
        return new SourceRef(system, CodeWord.of(Entity.class, entity), key);
    }

    @Override
    public int compareTo(SourceRef other) {
        int bySystem = system.compareTo(other.system);
        if (bySystem != 0) {
            return bySystem;
        }
        int byEntity = entity.compareTo(other.entity);
        return byEntity != 0 ? byEntity : key.compareTo(other.key);
    }

    @Override
    public String toString() {
        return system + ":" + entity.word() + ":" + key;
    }
}
