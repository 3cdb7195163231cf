package io.casehub.identity.matching;

import io.casehub.identity.matching.Model.Chance;
import io.casehub.identity.matching.Trait.Kind;
import io.casehub.model.CustomerKind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Estimates a model from records of which nobody knows who is who: {@code m} by expectation
 * maximisation over the pairs that blocking finds, {@code u} from pairs taken at random, less those
 * that turn out to be one customer.
 */
final class Training {

    private static final int ROUNDS = 40;

    /** So many pairs of its kind the model that one starts from is worth. */
    private static final double STARTING_WORTH = 20;

    private static final double RANDOM_WORTH = 0.5;
    private static final double MOST_CONTRADICTION = 8;

    /**
     * For each pair of records of one company there is a pair of two companies of one house to so many
     * at least.
     */
    private static final double SISTERS = 4;

    private final Map<Pattern, Integer> candidates = new HashMap<>();
    private final Map<Pattern, Integer> random = new HashMap<>();

    void candidate(Pattern pattern) {
        candidates.merge(pattern, 1, Integer::sum);
    }

    void random(Pattern pattern) {
        random.merge(pattern, 1, Integer::sum);
    }

    /**
     * The model that explains the pairs best.
     *
     * @param pairs how many there are in all, compared or not
     */
    Model learn(Model start, double pairs, Frequencies frequencies) {
        var model = start;
        for (int round = 0; round < ROUNDS; round++) {
            var same = new Tally();
            var others = new Tally();
            var overlap = new Overlap();
            double matches = 0;
            double kin = 0;
            for (var pattern : candidates.entrySet()) {
                var odds = model.odds(pattern.getKey());
                double likely = probability(odds.bits());
                same.add(pattern.getKey(), likely * pattern.getValue());
                matches += likely * pattern.getValue();
                if (odds.household() < 0) { // who is rather one customer says nothing of households
                    kin += likely * Math.pow(2, -odds.household()) * pattern.getValue();
                }
            }
            for (var pattern : random.entrySet()) {
                double likely = probability(model.odds(pattern.getKey()).bits());
                others.add(pattern.getKey(), (1 - likely) * pattern.getValue());
                overlap.add(pattern.getKey(), (1 - likely) * pattern.getValue());
            }
            model = new Model(start.kind(), share(matches, pairs),
                    share(Math.max(kin, start.kind() == CustomerKind.ORGANISATION ? matches / SISTERS : 0), pairs),
                    overlap.left(start.places()), chances(start, same, others), frequencies);
        }
        return model;
    }

    private static double share(double some, double all) {
        return Math.max(0.5 / all, Math.min(0.5, some / all));
    }

    private static Map<Trait, Map<Level, Chance>> chances(Model start, Tally same, Tally others) {
        var chances = Model.empty();
        start.chances().forEach((trait, levels) -> {
            var learnt = new EnumMap<Level, Chance>(Level.class);
            levels.forEach((level, chance) -> {
                double m = bounded(trait, level, chance, same.share(trait, level, chance.m(), STARTING_WORTH));
                double u = others.share(trait, level, chance.u(), RANDOM_WORTH);
                learnt.put(level, chance.with(m, u));
            });
            chances.put(trait, learnt);
        });
        return chances;
    }

    /**
     * That one customer has two names or was born twice is never learnt to be usual, whatever the file:
     * families and companies of one building agree in all else, and would teach just that.
     */
    private static double bounded(Trait trait, Level level, Chance start, double m) {
        boolean isDecisive = trait.kind() == Kind.NAME || trait.kind() == Kind.BIRTH;
        return isDecisive && level == Level.DIFFERENT
                ? Math.min(m, start.m() * (trait == Trait.ORGANISATION ? 2 : MOST_CONTRADICTION))
                : m;
    }

    private static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    /** How often each level was seen. */
    private static final class Tally {

        private final double[][] counts = new double[Trait.ALL.length][Level.ALL.length];

        void add(Pattern pattern, double worth) {
            for (var trait : Trait.ALL) {
                counts[trait.ordinal()][pattern.at(trait).ordinal()] += worth;
            }
        }

        double share(Trait trait, Level level, double assumed, double worth) {
            double said = 0;
            for (var other : Level.ALL) {
                said += other == Level.MISSING ? 0 : counts[trait.ordinal()][other.ordinal()];
            }
            return (counts[trait.ordinal()][level.ordinal()] + assumed * worth) / (said + worth);
        }
    }
}
