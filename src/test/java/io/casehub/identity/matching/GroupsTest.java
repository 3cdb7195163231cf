package io.casehub.identity.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.identity.matching.Grouping.Bridge;
import io.casehub.identity.matching.Grouping.Pairs;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupsTest {

    @Test
    void aChainOfLikenessesIsNotOneCustomer() {
        var bits = Map.of(Set.of(0, 1), 20.0, Set.of(2, 3), 20.0, Set.of(1, 2), 9.0);

        assertThat(groups(4, bits)).containsExactly(0, 0, 2, 2);
    }

    @Test
    void twoBridgesJoinTwoGroupsThatOtherwiseAgree() {
        var bits = Map.of(Set.of(0, 1), 20.0, Set.of(2, 3), 20.0, Set.of(1, 2), 9.0, Set.of(0, 3), 9.0, Set.of(0, 2),
                3.0,
                Set.of(1, 3), 3.0);

        assertThat(groups(4, bits)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void oneWhoCannotBeOneOfThemKeepsAGroupAway() {
        var bits = Map.of(Set.of(0, 1), 20.0, Set.of(1, 2), 15.0, Set.of(0, 2), Double.NEGATIVE_INFINITY);

        assertThat(groups(3, bits)).containsExactly(0, 0, 2);
    }

    private static int[] groups(int size, Map<Set<Integer>, Double> bits) {
        Pairs pairs = (one, other) -> {
            double said = bits.getOrDefault(Set.of(one, other), -8.0);
            var verdict = Double.isInfinite(said) ? Verdict.NEVER : said >= 5 ? Verdict.JOIN : Verdict.NEW;
            return new Judgement(verdict, said, Pattern.NOTHING, null);
        };
        var bridges = bits.entrySet().stream().filter(pair -> pair.getValue() >= 5)
                .map(pair -> pair.getKey().stream().sorted().toList())
                .map(pair -> new Bridge(pair.get(0), pair.get(1), bits.getOrDefault(Set.copyOf(pair), 0.0), false))
                .toList();
        return new Grouping(size, pairs).of(List.copyOf(bridges));
    }
}
