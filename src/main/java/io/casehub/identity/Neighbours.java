package io.casehub.identity;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import io.casehub.identity.matching.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares members with everybody who shares a key with them; hardly anybody turns out to be one
 * with them.
 */
@Component
class Neighbours {

    private final BlockKeys keys;
    private final Members members;
    private final Sketches sketches = new Sketches();

    Neighbours(BlockKeys keys, Members members) {
        this.keys = keys;
        this.members = members;
    }

    /** Each member of the page with everybody who shares a key, unless too many do. */
    Set<Pair> of(List<Member> page, int largest) {
        var arrived = page.stream().map(Member::id).collect(Collectors.toSet());
        var wanted = page.stream().flatMap(member -> LongStream.of(member.keys()).boxed()).collect(Collectors.toSet());
        var blocks = keys.holders(wanted, largest + 1);
        blocks.values().removeIf(block -> block.size() > largest);
        blocks.values().forEach(block -> block.removeAll(arrived)); // what keys they had counts no more
        page.forEach(member -> LongStream.of(member.keys())
                .forEach(key -> blocks.computeIfAbsent(key, any -> new HashSet<>()).add(member.id())));
        var pairs = new LinkedHashSet<Pair>();
        page.forEach(member -> LongStream.of(member.keys()).mapToObj(blocks::get)
                .filter(block -> block != null && block.size() <= largest)
                .forEach(block -> block.stream().filter(other -> other != member.id())
                        .forEach(other -> pairs.add(Pair.of(member.id(), other)))));
        return pairs;
    }

    /**
     * What is made of pairs, less those that are strangers and were.
     *
     * @param known members as they are now; the others are read
     * @param buyers pairs that an order ties
     * @param ruled pairs of which something was decided before
     */
    Map<Pair, Judgement> judge(Set<Pair> pairs, Collection<Member> known, Set<Pair> buyers, Set<Pair> ruled,
            Matcher matcher) {
        var ready = new HashMap<Long, @Nullable Sketch>();
        known.forEach(member -> ready.put(member.id(),
                member.profile() == null || member.thin() ? null : matcher.sketch(member.profile())));
        members.profiles(Pair.ends(pairs).filter(id -> !ready.containsKey(id)).collect(Collectors.toSet()))
                .forEach((id, profile) -> ready.put(id, sketches.of(id, profile, matcher)));
        var judged = new HashMap<Pair, Judgement>();
        for (var pair : pairs) {
            var one = ready.get(pair.one());
            var other = ready.get(pair.other());
            if (one != null && other != null) {
                var judgement = matcher.judge(one, other, buyers.contains(pair));
                if (judgement.verdict() != Verdict.NEW || ruled.contains(pair)) {
                    judged.put(pair, judgement);
                }
            }
        }
        return judged;
    }
}
