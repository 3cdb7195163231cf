package io.casehub.identity;

import io.casehub.identity.matching.BlockingKeys;
import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Sketch;
import io.casehub.identity.matching.Verdict;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Compares members with everybody who shares a key with them; hardly anybody turns out to be one
 * with them.
 */
@Component
class Neighbours {

    private final BlockKeys keys;
    private final ProfileTable profiles;
    private final Sketches sketches;

    Neighbours(BlockKeys keys, ProfileTable profiles, Sketches sketches) {
        this.keys = keys;
        this.profiles = profiles;
        this.sketches = sketches;
    }

    /** Who is filed under the keys of a page. */
    Filing file(List<Member> page, MatchingRules rules) {
        var now = page.parallelStream().filter(Member::isFull)
                .collect(Collectors.toMap(Member::id, member -> keys(Objects.requireNonNull(member.profile()), rules)));
        return Filing.of(keys, rules.largestBlock(), now, others -> profiles.of(others).entrySet().parallelStream()
                .collect(Collectors.toMap(Map.Entry::getKey, stored -> keys(stored.getValue().profile(), rules))));
    }

    private static BlockingKeys keys(Profile profile, MatchingRules rules) {
        return rules.blocking(profile.kind()).keys(profile);
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
        var ready = ready(pairs, known, matcher);
        var judged = new ConcurrentHashMap<Pair, Judgement>();
        List.copyOf(pairs).parallelStream().forEach(pair -> {
            var one = ready.get(pair.one());
            var other = ready.get(pair.other());
            boolean isRuled = ruled.contains(pair);
            boolean isTied = buyers.contains(pair);
            if (one != null && other != null && (isRuled || isTied || !matcher.areStrangers(one, other))) {
                var judgement = matcher.judge(one, other, isTied);
                if (isRuled || judgement.verdict() != Verdict.NEW) {
                    judged.put(pair, judgement);
                }
            }
        });
        return judged;
    }

    /** All who can be compared, made ready for it. */
    private Map<Long, Sketch> ready(Set<Pair> pairs, Collection<Member> known, Matcher matcher) {
        var here = known.stream().collect(Collectors.toMap(Member::id, member -> member));
        var ready = here.values().parallelStream().filter(Member::isFull).collect(
                Collectors.toMap(Member::id, member -> matcher.sketch(Objects.requireNonNull(member.profile()))));
        ready.putAll(sketches.of(Pair.ends(pairs).filter(id -> !here.containsKey(id)).toList(), matcher));
        return ready;
    }
}
