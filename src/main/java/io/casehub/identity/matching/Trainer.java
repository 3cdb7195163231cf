package io.casehub.identity.matching;

import io.casehub.identity.matching.Roster.Apart;
import io.casehub.model.CustomerKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Takes the pairs from which a model is learnt: those that blocking finds, and others at random.
 */
public final class Trainer {

    private static final int RANDOM_PAIRS = 400_000;
    private static final long SEED = 20_261_122;

    private Trainer() {}

    /**
     * The rules with the weights that these records suggest. Kinds of which there are too few records
     * keep theirs.
     *
     * @param pairs how many there are in all
     */
    public static MatchingRules learn(MatchingRules start, List<Profile> profiles, Apart apart, double pairs) {
        var learnt = new EnumMap<CustomerKind, Model>(start.models());
        for (var kind : CustomerKind.values()) {
            var numbers = IntStream.range(0, profiles.size()).filter(number -> profiles.get(number).kind() == kind)
                    .toArray();
            if (numbers.length > 1) {
                double share = (double) numbers.length / profiles.size();
                learnt.put(kind, learn(start, kind, profiles, numbers, apart, Math.max(1, pairs * share * share)));
            }
        }
        return start.with(learnt);
    }

    private static Model learn(MatchingRules start, CustomerKind kind, List<Profile> profiles, int[] numbers,
            Apart apart, double pairs) {
        var training = new Training();
        var matcher = new Matcher(start);
        var sketches = new Sketch[profiles.size()];
        for (int number : numbers) {
            sketches[number] = matcher.sketch(profiles.get(number));
        }
        var random = new Random(SEED);
        for (int pair = 0; pair < RANDOM_PAIRS; pair++) {
            int one = numbers[random.nextInt(numbers.length)];
            int other = numbers[random.nextInt(numbers.length)];
            if (one != other && apart.mayMeet(one, other)) {
                training.random(Comparison.compare(sketches[one], sketches[other]));
            }
        }
        var blocks = new Blocks(start, apart);
        for (int number : numbers) {
            for (int other : blocks.meet(number, profiles.get(number))) {
                training.candidate(Comparison.compare(sketches[other], sketches[number]));
            }
        }
        return training.learn(start.model(kind), pairs, Frequencies.of(
                IntStream.of(numbers).mapToObj(profiles::get).toList()));
    }
}
