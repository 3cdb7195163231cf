package io.casehub.identity;

import io.casehub.identity.Purchases.Tie;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import io.casehub.identity.matching.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What comes of comparing a page's members with everybody they share a key, an order or an earlier
 * ruling with.
 *
 * @param fresh what is decided now
 * @param ended what stood and holds no longer
 */
record Comparing(List<Ruling> fresh, List<Ruling> ended) {

    static final Comparing NOTHING = new Comparing(List.of(), List.of());

    static Comparing of(List<Member> page, Circle circle, List<Tie> ties, Matcher matcher) {
        var standing = new HashMap<Pair, Ruling>();
        circle.rulings().stream().filter(ruling -> !ruling.isByPerson())
                .forEach(ruling -> standing.put(new Pair(ruling.one(), ruling.other()), ruling));
        var byId = circle.known().stream().collect(Collectors.toMap(Member::id, member -> member));
        var buyers = buyers(ties, circle.known());
        var pairs = blocked(page, circle.known(), matcher.rules().largestBlock());
        pairs.addAll(buyers);
        pairs.addAll(standing.keySet());
        var sketches = new HashMap<Long, Sketch>();
        var fresh = new ArrayList<Ruling>();
        var ended = new ArrayList<Ruling>();
        for (var pair : pairs) {
            var one = Objects.requireNonNull(byId.get(pair.one()));
            var other = Objects.requireNonNull(byId.get(pair.other()));
            if (one.isFull() && other.isFull()) {
                var now = matcher.judge(sketch(one, sketches, matcher), sketch(other, sketches, matcher),
                        buyers.contains(pair));
                var before = standing.get(pair);
                if (now.verdict() == Verdict.NEW) {
                    Optional.ofNullable(before).ifPresent(ended::add);
                } else if (before == null || !before.outlasts(now.verdict(), matcher.rules().version())) {
                    fresh.add(Ruling.of(one, other, now, matcher));
                }
            }
        }
        return new Comparing(fresh, ended);
    }

    private static Sketch sketch(Member member, Map<Long, Sketch> ready, Matcher matcher) {
        return ready.computeIfAbsent(member.id(), id -> matcher.sketch(Objects.requireNonNull(member.profile())));
    }

    private static Set<Pair> buyers(List<Tie> ties, Collection<Member> known) {
        var bySource = known.stream().collect(Collectors.toMap(Member::source, Member::id));
        return ties.stream().filter(tie -> bySource.containsKey(tie.one()) && bySource.containsKey(tie.other()))
                .map(tie -> Pair.of(Objects.requireNonNull(bySource.get(tie.one())),
                        Objects.requireNonNull(bySource.get(tie.other()))))
                .collect(Collectors.toSet());
    }

    /** Each member of the page with everybody who shares a key, unless too many do. */
    private static Set<Pair> blocked(List<Member> page, Collection<Member> known, int largest) {
        var blocks = new HashMap<Long, List<Long>>();
        page.forEach(member -> LongStream.of(member.keys()).forEach(key -> blocks.put(key, new ArrayList<>())));
        known.forEach(member -> LongStream.of(member.keys()).forEach(key -> {
            var block = blocks.get(key);
            if (block != null) {
                block.add(member.id());
            }
        }));
        var pairs = new LinkedHashSet<Pair>();
        page.forEach(member -> LongStream.of(member.keys()).mapToObj(blocks::get)
                .filter(block -> block != null && block.size() <= largest)
                .forEach(block -> block.stream().filter(other -> other != member.id())
                        .forEach(other -> pairs.add(Pair.of(member.id(), other)))));
        return pairs;
    }

    /** Two members, the smaller id first. */
    private record Pair(long one, long other) {

        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }
}
