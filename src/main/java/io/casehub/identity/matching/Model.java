package io.casehub.identity.matching;

import io.casehub.identity.matching.Trait.Kind;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What agreement and disagreement are worth for one kind of customer: the model of Fellegi and
 * Sunter, in which every level of a trait has the probability of being seen in two records of one
 * customer ({@code m}) and of two ({@code u}), and weighs {@code log2(m/u)} bits.
 */
public final class Model {

    /** No single trait decides alone, however rare the value or clear the difference. */
    private static final double MOST = 22;

    private static final double LEAST = -12;

    private final CustomerKind kind;
    private final double prior;
    private final double household;
    private final Map<Trait, Map<Level, Chance>> chances;
    private final Frequencies frequencies;
    private final double priorBits;
    private final double householdBits;
    private final double[] beforeStrangers = new double[Trait.ALL.length * Level.ALL.length];
    private final double[] beforeHousehold = new double[Trait.ALL.length * Level.ALL.length];

    /**
     * @param prior how likely two records taken at random are one customer
     * @param household how likely they are two of one household
     * @param chances of each level but {@link Level#MISSING}, which weighs nothing
     */
    Model(CustomerKind kind, double prior, double household, Map<Trait, Map<Level, Chance>> chances,
            Frequencies frequencies) {
        this.kind = kind;
        this.prior = prior;
        this.household = household;
        this.priorBits = log2(prior / (1 - prior));
        this.householdBits = log2(prior / household);
        this.chances = chances;
        this.frequencies = frequencies;
        chances.forEach((trait, levels) -> levels.forEach((level, chance) -> {
            beforeStrangers[index(trait, level)] = chance.bits();
            beforeHousehold[index(trait, level)] = chance.bitsInHousehold();
        }));
    }

    CustomerKind kind() {
        return kind;
    }

    double prior() {
        return prior;
    }

    Map<Trait, Map<Level, Chance>> chances() {
        return chances;
    }

    Frequencies frequencies() {
        return frequencies;
    }

    double household() {
        return household;
    }

    /** The odds of a pattern without regard to how common the values are. */
    Odds odds(Pattern pattern) {
        double strangers = priorBits;
        double kin = householdBits;
        for (var trait : Trait.ALL) {
            int index = index(trait, pattern.at(trait));
            strangers += bounded(beforeStrangers[index]);
            kin += bounded(beforeHousehold[index]);
        }
        return new Odds(strangers, kin);
    }

    /** The odds that two records that agree like this are one customer. */
    Odds odds(Pattern pattern, Profile one, Profile other) {
        double strangers = priorBits;
        double kin = householdBits;
        for (var trait : Trait.ALL) {
            var level = pattern.at(trait);
            int index = index(trait, level);
            boolean isCounted = level == Level.EXACT || level == Level.SWAPPED;
            strangers += bounded(beforeStrangers[index] + (isCounted ? rarity(trait, level, one, other) : 0));
            kin += bounded(beforeHousehold[index]);
        }
        return new Odds(strangers, kin);
    }

    /** What each trait adds, for people who ask why. */
    List<Step> steps(Pattern pattern, Profile one, Profile other) {
        var steps = new ArrayList<Step>();
        for (var trait : Trait.ALL) {
            var level = pattern.at(trait);
            if (level != Level.MISSING) {
                double rarity = rarity(trait, level, one, other);
                steps.add(new Step(trait, level, bounded(beforeStrangers[index(trait, level)] + rarity),
                        beforeHousehold[index(trait, level)], frequencies.of(trait, level, one, other)));
            }
        }
        return steps;
    }

    /** How much more it says to agree on this value than on any. */
    private double rarity(Trait trait, Level level, Profile one, Profile other) {
        double frequency = frequencies.of(trait, level, one, other);
        var chance = frequency == Frequencies.UNKNOWN ? null : chance(trait, level);
        return chance == null ? 0 : log2(chance.u() / frequency);
    }

    /** The kinds of evidence that speak for these two being one. */
    EnumSet<Kind> evidence(Pattern pattern) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var trait : Trait.ALL) {
            var level = pattern.at(trait);
            if (level.agrees() && beforeStrangers[index(trait, level)] > 0) {
                kinds.add(trait.kind());
            }
        }
        return kinds;
    }

    private @Nullable Chance chance(Trait trait, Level level) {
        var levels = chances.get(trait);
        return levels == null ? null : levels.get(level);
    }

    private static int index(Trait trait, Level level) {
        return trait.ordinal() * Level.ALL.length + level.ordinal();
    }

    private static double bounded(double bits) {
        return Math.max(LEAST, Math.min(MOST, bits));
    }

    static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    static Map<Trait, Map<Level, Chance>> empty() {
        return new EnumMap<>(Trait.class);
    }

    /**
     * How often a level is seen.
     *
     * @param m between two records of one customer
     * @param u between records of two
     * @param h between records of two of one household
     */
    record Chance(double m, double u, double h) {

        /** What it weighs against strangers. */
        double bits() {
            return log2(m / u);
        }

        /** What it weighs against another of the same household. */
        double bitsInHousehold() {
            return log2(m / h);
        }
    }

    /**
     * That two records are one customer, in bits.
     *
     * @param strangers rather than two who have nothing to do with each other
     * @param household rather than two of one household, or two firms of one house
     */
    record Odds(double strangers, double household) {

        /** So many bits away the weaker doubt no longer counts. */
        private static final double FAR = 40;

        /** Rather than either. */
        double bits() {
            double lower = Math.min(strangers, household);
            double upper = Math.max(strangers, household);
            return upper - lower > FAR ? lower : lower - log2(1 + Math.pow(2, lower - upper));
        }
    }

    /**
     * One step of the sum.
     *
     * @param bits rather than strangers
     * @param household rather than two of one household
     * @param frequency how common the agreeing value is, negative where that is not looked at
     */
    public record Step(Trait trait, Level level, double bits, double household, double frequency) {}
}
