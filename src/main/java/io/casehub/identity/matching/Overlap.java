package io.casehub.identity.matching;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far city, postcode, region and country say the same thing again, counted in pairs of records
 * of two customers: where everybody of one postcode lives in one city, to agree in both says no
 * more than to agree in one.
 */
final class Overlap {

    private static final List<Trait> PLACES = Stream.of(Trait.ALL).filter(Trait::isPlace).toList();

    /** So many pairs that agree in two of them the share that one starts from is worth. */
    private static final double STARTING_WORTH = 5;

    private final double[][] said = new double[Trait.ALL.length][Trait.ALL.length];
    private final double[][] first = new double[Trait.ALL.length][Trait.ALL.length];
    private final double[][] both = new double[Trait.ALL.length][Trait.ALL.length];

    void add(Pattern pattern, double worth) {
        for (var one : PLACES) {
            for (var other : PLACES) {
                var level = pattern.at(one);
                var beside = pattern.at(other);
                if (level != Level.MISSING && beside != Level.MISSING) {
                    said[one.ordinal()][other.ordinal()] += worth;
                    first[one.ordinal()][other.ordinal()] += level == Level.EXACT ? worth : 0;
                    both[one.ordinal()][other.ordinal()] += level == Level.EXACT && beside == Level.EXACT ? worth : 0;
                }
            }
        }
    }

    /**
     * How much of what one of them says is left when another has been heard, from 0 to 1.
     *
     * @param assumed what is answered where nothing is known
     */
    double left(double assumed) {
        double seen = STARTING_WORTH;
        double left = STARTING_WORTH * assumed;
        for (int one = 0; one < PLACES.size(); one++) {
            for (int other = 0; other < one; other++) {
                int a = PLACES.get(one).ordinal();
                int b = PLACES.get(other).ordinal();
                seen += both[a][b];
                left += both[a][b] == 0 ? 0 : both[a][b] * left(a, b);
            }
        }
        return left / seen;
    }

    private double left(int one, int other) {
        double pairs = said[one][other];
        double mine = first[one][other] / pairs;
        double theirs = first[other][one] / pairs;
        double lesser = -Model.log2(Math.max(mine, theirs));
        double again = Model.log2(both[one][other] / pairs / (mine * theirs));
        return lesser <= 0 ? 0 : 1 - Math.max(0, Math.min(1, again / lesser));
    }
}
