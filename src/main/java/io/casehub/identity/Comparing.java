package io.casehub.identity;

import io.casehub.identity.Purchases.Tie;
import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What comes of comparing a page's members with everybody they share a key, an order or an earlier
 * ruling with.
 *
 * @param fresh what is decided now
 * @param ended what stood and holds no longer
 */
record Comparing(List<Ruling> fresh, List<Ruling> ended) {

    static final Comparing NOTHING = new Comparing(List.of(), List.of());

    /** @param judged what the model makes of pairs of members who are known to the circle */
    static Comparing of(Map<Pair, Judgement> judged, Circle circle, Matcher matcher) {
        var standing = circle.rulingsOfTheModel();
        var byId = circle.known().stream().collect(Collectors.toMap(Member::id, member -> member));
        var fresh = new ArrayList<Ruling>();
        var ended = new ArrayList<Ruling>();
        judged.forEach((pair, now) -> {
            var before = standing.get(pair);
            if (now.verdict() == Verdict.NEW) {
                Optional.ofNullable(before).ifPresent(ended::add);
            } else if (before == null || !before.outlasts(now.verdict(), matcher.rules().version())) {
                Optional.ofNullable(before).ifPresent(ended::add);
                fresh.add(Ruling.of(Objects.requireNonNull(byId.get(pair.one())),
                        Objects.requireNonNull(byId.get(pair.other())), now, matcher));
            }
        });
        return new Comparing(fresh, ended);
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
