package io.casehub.identity.matching;

/**
 * How two records agree, trait by trait: four bits for each level, so that pairs that agree alike
 * are one number.
 */
public record Pattern(long bits) {

    private static final int WIDTH = 4;
    private static final long MASK = 0xF;

    static final Pattern NOTHING = new Pattern(0);

    Level at(Trait trait) {
        return Level.ALL[(int) (bits >>> trait.ordinal() * WIDTH & MASK)];
    }

    Pattern with(Trait trait, Level level) {
        int shift = trait.ordinal() * WIDTH;
        return new Pattern(bits & ~(MASK << shift) | (long) level.ordinal() << shift);
    }
}
