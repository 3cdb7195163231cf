package io.casehub.identity.matching;

import io.casehub.identity.matching.Trait.Kind;
import io.casehub.model.CustomerKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    private final double places;
    private final Map<Trait, Map<Level, Chance>> chances;
    private final Frequencies frequencies;
    private final double priorBits;
    private final double householdBits;
    private final double[] weights = new double[Trait.ALL.length * Level.ALL.length];
    private final double[] shared = new double[Trait.ALL.length * Level.ALL.length];

    /**
     * @param prior how likely two records taken at random are one customer
     * @param household how likely they are two of one household
     * @param places how much of what city, postcode, region and country say counts beside the strongest
     * of them, from 0 to 1
     * @param chances of each level but {@link Level#MISSING}, which weighs nothing
     */
    Model(CustomerKind kind, double prior, double household, double places, Map<Trait, Map<Level, Chance>> chances,
            Frequencies frequencies) {
        this.kind = kind;
        this.prior = prior;
        this.household = household;
        this.places = places;
        this.priorBits = log2(prior / (1 - prior));
        this.householdBits = log2(prior / household);
        this.chances = chances;
        this.frequencies = frequencies;
        chances.forEach((trait, levels) -> levels.forEach((level, chance) -> {
            weights[index(trait, level)] = chance.bits();
            shared[index(trait, level)] = chance.shared();
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

    double places() {
        return places;
    }

    /** The odds of a pattern without regard to how common the values are. */
    Odds odds(Pattern pattern) {
        return odds(pattern, (trait, level) -> 0);
    }

    /** The odds that two records that agree like this are one customer. */
    Odds odds(Pattern pattern, Shares one, Shares other) {
        return odds(pattern, (trait, level) -> rarity(trait, level, one, other));
    }

    private Odds odds(Pattern pattern, Rarity rarity) {
        double strangers = priorBits;
        double kin = householdBits;
        double place = 0;
        for (var trait : Trait.ALL) {
            double bits = strangers(trait, pattern, rarity);
            boolean isSaidAgain = trait.isPlace() && bits > 0;
            strangers += isSaidAgain ? places * bits : bits;
            place = isSaidAgain ? Math.max(place, bits) : place;
            kin += kin(trait, pattern, bits);
        }
        return new Odds(strangers + (1 - places) * place, kin);
    }

    /** What each trait adds, for people who ask why. */
    List<Step> steps(Pattern pattern, Shares one, Shares other) {
        var steps = new ArrayList<Step>();
        Rarity rarity = (trait, level) -> rarity(trait, level, one, other);
        double place = Stream.of(Trait.ALL).filter(Trait::isPlace)
                .mapToDouble(trait -> strangers(trait, pattern, rarity)).max().orElse(0);
        for (var trait : Trait.ALL) {
            var level = pattern.at(trait);
            if (level != Level.MISSING) {
                double bits = strangers(trait, pattern, rarity);
                boolean isSaidAgain = trait.isPlace() && bits > 0 && bits < place;
                steps.add(new Step(trait, level, isSaidAgain ? places * bits : bits, kin(trait, pattern, bits),
                        frequencies.of(trait, level, one, other)));
            }
        }
        return steps;
    }

    private double strangers(Trait trait, Pattern pattern, Rarity rarity) {
        return bits(trait, pattern.at(trait), rarity);
    }

    private double bits(Trait trait, Level level, Rarity rarity) {
        double bits = weights[index(trait, level)];
        return bits == 0 ? 0 : bounded(bits + rarity.bits(trait, level));
    }

    /** What a level weighs against strangers, whatever the values are. */
    double bits(Trait trait, Level level) {
        return bounded(weights[index(trait, level)]);
    }

    /** The same of these two values. */
    double bits(Trait trait, Level level, Shares one, Shares other) {
        return bits(trait, level, (any, agreed) -> rarity(trait, level, one, other));
    }

    /** How common is what a record says. */
    Shares shares(Profile profile) {
        return frequencies.of(profile);
    }

    double priorBits() {
        return priorBits;
    }

    /**
     * What a trait weighs against a household, in which some have it in common and agree in it as one
     * customer's records do, and the others as strangers. Twins have one birth date and namesakes one
     * name; nobody lives with somebody of his name who was born on his day.
     */
    private double kin(Trait trait, Pattern pattern, double bits) {
        boolean isNamesake = trait == Trait.BIRTH_DATE && pattern.at(Trait.GIVEN_NAME) == Level.EXACT;
        double share = isNamesake ? 0 : shared[index(trait, pattern.at(trait))];
        return share == 0 ? bits : share == 1 ? 0 : bits - log2(1 - share + share * Math.pow(2, bits));
    }

    /** How much more it says to agree on this value than on any, or to differ so slightly from it. */
    private double rarity(Trait trait, Level level, Shares one, Shares other) {
        double frequency = frequencies.of(trait, level, one, other);
        var chance = frequency == Frequencies.UNKNOWN ? null : chance(trait, level);
        if (chance != null) {
            return log2(chance.u() / frequency);
        }
        double least = weights[index(trait, Level.DIFFERENT)] - weights[index(trait, level)];
        return Math.max(Math.min(least, 0), -frequencies.commonness(trait, level, one, other));
    }

    /** The kinds of evidence that speak for these two being one. */
    EnumSet<Kind> evidence(Pattern pattern) {
        var kinds = EnumSet.noneOf(Kind.class);
        for (var trait : Trait.ALL) {
            var level = pattern.at(trait);
            if (level.agrees() && weights[index(trait, level)] > 0) {
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

    /** How many bits more a value is worth than its level. */
    @FunctionalInterface
    private interface Rarity {
        double bits(Trait trait, Level level);
    }

    /**
     * How often a level is seen.
     *
     * @param m between two records of one customer
     * @param u between records of two
     * @param home between two of one household
     */
    record Chance(double m, double u, Home home) {

        /** What it weighs. */
        double bits() {
            return log2(m / u);
        }

        /** How many of one household agree so because they have it in common, from 0 to 1. */
        double shared() {
            return home.shared(m, u);
        }

        Chance with(double other, double others) {
            return new Chance(other, others, home);
        }
    }

    /** How often a level is seen in two records of one household, or of two firms of one house. */
    sealed interface Home {

        double shared(double m, double u);

        /** Some have the value in common, and agree as one customer's records do; the rest as strangers. */
        record Common(double share) implements Home {
            @Override
            public double shared(double m, double u) {
                return share;
            }
        }

        /** So often, whoever they are: sister firms have like names. */
        record Usual(double h) implements Home {
            @Override
            public double shared(double m, double u) {
                return m <= u ? 0 : Math.max(0, Math.min(1, (h - u) / (m - u)));
            }
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
