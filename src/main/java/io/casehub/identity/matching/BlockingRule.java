package io.casehub.identity.matching;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parts of a record that make a key together.
 *
 * @param seed what tells its keys from those of other rules
 * @param wider the rules that have some of these parts and no other
 */
record BlockingRule(long seed, List<KeyPart> parts, List<Wider> wider) {

    /** @param all what each rule takes, in the order of the file */
    static BlockingRule of(int number, List<List<KeyPart>> all) {
        var parts = List.copyOf(all.get(number));
        var wider = IntStream.range(0, all.size()).filter(other -> all.get(other).size() < parts.size()).boxed()
                .flatMap(other -> places(all.get(other), parts, List.of()).map(found -> new Wider(seed(other), found)))
                .toList();
        return new BlockingRule(seed(number), parts, wider);
    }

    private static long seed(int number) {
        return KeyMaker.seed((char) ('A' + number));
    }

    /** Every way to find these parts among those, each of them once and equal ones in their order. */
    private static Stream<List<Integer>> places(List<KeyPart> few, List<KeyPart> many, List<Integer> found) {
        if (found.size() == few.size()) {
            return Stream.of(found);
        }
        var wanted = few.get(found.size());
        return IntStream.range(0, many.size())
                .filter(place -> many.get(place) == wanted
                        && found.stream().noneMatch(taken -> many.get(taken) == wanted && taken >= place))
                .boxed().flatMap(place -> {
                    var more = new ArrayList<>(found);
                    more.add(place);
                    return places(few, many, more);
                });
    }

    /**
     * A rule that is wider than another.
     *
     * @param places where its parts stand in the other
     */
    record Wider(long seed, List<Integer> places) {}
}
