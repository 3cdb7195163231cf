package io.casehub.identity;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Sketch;
import io.casehub.identity.matching.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
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

    /**
     * Each member of the page with everybody who shares a key.
     *
     * @param largest a key that more members than these have is crowded from then on
     */
    Meeting meet(List<Member> page, int largest) {
        var arrived = page.stream().map(Member::id).collect(Collectors.toSet());
        var blocks = keys.blocks(page.stream().flatMapToLong(member -> LongStream.of(member.keys())).boxed()
                .collect(Collectors.toSet()));
        var crowded = blocks.crowded();
        var holders = blocks.holders();
        holders.values().forEach(block -> block.removeAll(arrived)); // what keys they had counts no more
        page.forEach(member -> LongStream.of(member.keys()).filter(key -> !crowded.contains(key))
                .forEach(key -> holders.computeIfAbsent(key, any -> new ArrayList<>(1)).add(member.id())));
        var crowding = holders.entrySet().stream().filter(block -> block.getValue().size() > largest)
                .map(Map.Entry::getKey).toList();
        if (!crowding.isEmpty()) {
            keys.crowd(crowding);
            crowded.addAll(crowding);
        }
        var pairs = new LinkedHashSet<Pair>();
        page.forEach(member -> LongStream.of(member.keys()).filter(key -> !crowded.contains(key))
                .forEach(key -> Objects.requireNonNull(holders.get(key)).stream()
                        .filter(other -> other != member.id())
                        .forEach(other -> pairs.add(Pair.of(member.id(), other)))));
        return new Meeting(pairs, crowded);
    }

    /**
     * Who meets whom.
     *
     * @param crowded keys of theirs that say nothing, for too many have them
     */
    record Meeting(Set<Pair> pairs, Set<Long> crowded) {}

    /**
     * What is made of pairs, less those that are strangers and were.
     *
     * @param known members as they are now; the others are read
     * @param buyers pairs that an order ties
     * @param ruled pairs of which something was decided before
     */
    Map<Pair, Judgement> judge(Set<Pair> pairs, Collection<Member> known, Set<Pair> buyers, Set<Pair> ruled,
            Matcher matcher) {
        var ready = ready(pairs, known, matcher);
        return pairs.parallelStream().map(pair -> {
            var one = ready.get(pair.one());
            var other = ready.get(pair.other());
            if (one == null || other == null) {
                return null;
            }
            boolean isTied = buyers.contains(pair);
            boolean isRuled = ruled.contains(pair);
            if (!isTied && !isRuled && matcher.areStrangers(one, other)) {
                return null;
            }
            var judgement = matcher.judge(one, other, isTied);
            return judgement.verdict() != Verdict.NEW || isRuled ? Map.entry(pair, judgement) : null;
        })
                .filter(Objects::nonNull)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** All who can be compared, made ready for it. */
    private Map<Long, Sketch> ready(Set<Pair> pairs, Collection<Member> known, Matcher matcher) {
        var here = known.stream().collect(Collectors.toMap(Member::id, member -> member));
        var stored = members.profiles(Pair.ends(pairs).filter(id -> !here.containsKey(id)).collect(Collectors.toSet()));
        var ready = new ConcurrentHashMap<Long, Sketch>();
        here.values().parallelStream().filter(Member::isFull).forEach(
                member -> ready.put(member.id(), matcher.sketch(Objects.requireNonNull(member.profile()))));
        stored.entrySet().parallelStream().forEach(
                profile -> ready.put(profile.getKey(), sketches.of(profile.getKey(), profile.getValue(), matcher)));
        return ready;
    }
}
