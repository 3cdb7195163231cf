package io.casehub.identity;

import io.casehub.identity.matching.BlockingKeys;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Sketch;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /**
     * Who is filed under the keys of a page.
     *
     * @param arrivals whose keys are known
     * @param isFresh whether a member, by his id, is new
     */
    Filing file(List<Member> page, List<Arrival> arrivals, Predicate<Long> isFresh, MatchingRules rules) {
        var arrived = arrivals.stream().filter(arrival -> arrival.profile() != null)
                .collect(Collectors.toMap(Arrival::source, Arrival::keys));
        var now = new LinkedHashMap<Long, BlockingKeys>();
        page.stream().filter(Member::isFull).forEach(member -> now.put(member.id(), Objects.requireNonNullElseGet(
                arrived.get(member.source()), () -> keys(Objects.requireNonNull(member.profile()), rules))));
        return Filing.of(keys, rules.largestBlock(), now, isFresh,
                others -> profiles.of(others).entrySet().parallelStream()
                        .collect(Collectors.toMap(Map.Entry::getKey, stored -> keys(stored.getValue(), rules))));
    }

    private static BlockingKeys keys(Profile profile, MatchingRules rules) {
        return rules.blocking(profile.kind()).keys(profile);
    }

    /**
     * Writes where a page is filed, and whose profile is another now.
     *
     * @param before those of it who were known, as they were
     */
    void settle(List<Member> page, Collection<Member> before, Filing filing) {
        filing.write(before);
        var then = before.stream().filter(Member::seen).collect(Collectors.toMap(Member::id, Member::profile));
        profiles.change(page.stream().filter(member -> then.containsKey(member.id()))
                .filter(member -> !Objects.equals(then.get(member.id()), member.profile())).map(Member::id).toList());
    }

    /**
     * What is made of all who meet, less those that are strangers and were.
     *
     * @param page members as they are now; the others are read
     * @param tied pairs that an order ties
     * @param ruled pairs of which something was decided before
     */
    List<Compared> compare(Encounters encounters, List<Member> page, Set<Pair> tied, Set<Pair> ruled,
            Matcher matcher) {
        var anyway = Stream.concat(tied.stream(), ruled.stream()).collect(Collectors.toSet());
        Pair.ends(anyway).forEach(encounters.people()::of);
        var lineup = lineup(encounters.people(), page, matcher);
        var met = IntStream.range(0, encounters.met().length).boxed().parallel()
                .flatMap(one -> IntStream.of(encounters.met()[one]).filter(other -> lineup.mayBeOne(one, other))
                        .mapToObj(other -> lineup.pair(one, other)))
                .filter(pair -> !anyway.contains(pair));
        return Stream.concat(met, anyway.stream())
                .flatMap(pair -> Stream.ofNullable(lineup.compare(pair, tied.contains(pair))))
                .filter(now -> !now.areNothingToEachOther() || ruled.contains(now.pair())).toList();
    }

    private Lineup lineup(Numbering people, List<Member> page, Matcher matcher) {
        var ready = new Sketch[people.size()];
        page.parallelStream().filter(member -> member.isFull() && people.has(member.id())).forEach(
                member -> ready[people.of(member.id())] = matcher.sketch(Objects.requireNonNull(member.profile())));
        var others = IntStream.range(0, ready.length).filter(number -> ready[number] == null).toArray();
        var stored = sketches.of(IntStream.of(others).mapToLong(people::name).toArray(), matcher);
        for (int at = 0; at < others.length; at++) {
            ready[others[at]] = stored[at];
        }
        return new Lineup(people, ready, matcher);
    }
}
