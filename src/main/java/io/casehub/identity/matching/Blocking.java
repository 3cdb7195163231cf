package io.casehub.identity.matching;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What two records must share before they are compared at all: the recall of these rules is the
 * ceiling of everything that follows.
 *
 * @param rules the wider ones first
 * @param largest a key that more records than this have says too little to be looked up
 */
public record Blocking(List<BlockingRule> rules, int largest) {

    public Blocking {
        rules = List.copyOf(rules);
    }

    /** @param rules each of them parts of which all must agree */
    static Blocking of(List<List<KeyPart>> rules, int largest) {
        return new Blocking(IntStream.range(0, rules.size()).mapToObj(number -> BlockingRule.of(number, rules))
                .sorted(Comparator.comparingInt(rule -> rule.parts().size())).toList(), largest);
    }

    /** The keys of a record. */
    public BlockingKeys keys(Profile profile) {
        var made = new KeyMaker(profile);
        rules.forEach(made::add);
        return made.keys();
    }
}
