package io.casehub.identity;

import io.casehub.identity.Purchases.Tie;
import io.casehub.identity.matching.Matcher;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes of comparing a page's members with everybody they share a key, an order or an earlier
 * ruling with.
 *
 * @param fresh what is decided now
 * @param ended what stood and holds no longer
 */
record Comparing(List<Decision> fresh, List<Ruling> ended) {

    static final Comparing NOTHING = new Comparing(List.of(), List.of());

    /** Of what was compared what is news to the circle. */
    static Comparing of(List<Compared> compared, Circle circle, Matcher matcher) {
        var standing = circle.rulingsOfTheModel();
        var news = compared.stream()
                .filter(now -> now.isNews(standing.get(now.pair()), matcher.rules().version())).toList();
        return new Comparing(
                news.parallelStream().filter(now -> !now.areNothingToEachOther()).map(now -> now.decision(matcher))
                        .toList(),
                news.stream().flatMap(now -> Stream.ofNullable(standing.get(now.pair()))).toList());
    }

    List<Ruling> rulings() {
        return fresh.stream().map(Decision::ruling).toList();
    }

    /** Members whom an order ties. */
    static Set<Pair> buyers(List<Tie> ties, Collection<Member> known) {
        var bySource = known.stream().collect(Collectors.toMap(Member::source, Member::id));
        return ties.stream().filter(tie -> bySource.containsKey(tie.one()) && bySource.containsKey(tie.other()))
                .map(tie -> Pair.of(Objects.requireNonNull(bySource.get(tie.one())),
                        Objects.requireNonNull(bySource.get(tie.other()))))
                .collect(Collectors.toSet());
    }
}
