package io.casehub.identity;

import io.casehub.identity.matching.BlockingKeys;
import io.casehub.identity.matching.MatchingRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Under which blocking keys the members of a page are filed, and who else is. A key that too many
 * have tells too little: it is crowded from then on, and all who are filed under it go under the
 * narrower keys within it. Nothing is written before {@link #write}.
 */
final class Filing {

    private final BlockKeys table;
    private final MatchingRules rules;
    private final Function<Collection<Long>, Map<Long, BlockingKeys>> stored;
    private final Map<Long, BlockingKeys> page;
    private final Map<Long, List<Long>> holders = new HashMap<>();
    private final Set<Long> crowded = new HashSet<>();
    /** Keys that somebody had before. */
    private final Set<Long> filed;
    /** Keys that this page makes crowded. */
    private final Set<Long> crowding = new LinkedHashSet<>();
    /** What is filed now: of this page, and of those whom it crowds out. */
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param page the keys of its members, who are filed anew
     * @param stored the keys of members as they stand in the table
     */
    Filing(BlockKeys table, MatchingRules rules, Map<Long, BlockingKeys> page,
            Function<Collection<Long>, Map<Long, BlockingKeys>> stored) {
        this.table = table;
        this.rules = rules;
        this.page = page;
        this.stored = stored;
        read();
        this.filed = Set.copyOf(holders.keySet());
        var stood = rows().filter(row -> page.containsKey(row.member)).collect(Collectors.toSet());
        holders.values().forEach(block -> block.removeIf(page::containsKey)); // what keys they had counts no more
        page.forEach((member, keys) -> LongStream.of(due(keys)).forEach(key -> hold(key, member)));
        crowdOut();
        page.forEach((member, keys) -> LongStream.of(due(keys)).mapToObj(key -> new Row(key, member))
                .filter(row -> !stood.contains(row)).forEach(rows::add));
    }

    private Stream<Row> rows() {
        return holders.entrySet().stream()
                .flatMap(block -> block.getValue().stream().map(member -> new Row(block.getKey(), member)));
    }

    /**
     * Reads who is filed where the page will be: narrower keys once it shows that wider ones are
     * crowded.
     */
    private void read() {
        var asked = new HashSet<Long>();
        while (true) {
            var wanted = page.values().stream().flatMapToLong(keys -> LongStream.of(due(keys))).boxed()
                    .filter(asked::add).toList();
            if (wanted.isEmpty()) {
                return;
            }
            var found = table.blocks(wanted);
            holders.putAll(found.holders());
            crowded.addAll(found.crowded());
        }
    }

    /** The keys of somebody that are not crowded, and that nobody need have a wider one for. */
    private long[] due(BlockingKeys keys) {
        return Arrays.stream(keys.due(crowded::contains)).filter(key -> !crowded.contains(key)).toArray();
    }

    private void hold(long key, long member) {
        holders.computeIfAbsent(key, any -> new ArrayList<>(1)).add(member);
    }

    private void crowdOut() {
        for (var full = full(); !full.isEmpty(); full = full()) {
            var out = full.stream().flatMap(key -> holders(key).stream())
                    .collect(Collectors.toCollection(HashSet::new));
            holders.keySet().removeAll(full);
            crowding.addAll(full);
            crowded.addAll(full);
            var keys = new HashMap<>(stored.apply(out.stream().filter(member -> !page.containsKey(member)).toList()));
            out.stream().filter(page::containsKey).forEach(member -> keys.put(member, keys(member)));
            var narrower = full;
            keys.forEach((member, theirs) -> LongStream.of(theirs.within(narrower::contains, crowded::contains))
                    .filter(key -> !crowded.contains(key)).forEach(key -> refile(key, member)));
        }
    }

    private Set<Long> full() {
        return holders.entrySet().stream().filter(block -> block.getValue().size() > rules.largestBlock())
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void refile(long key, long member) {
        hold(key, member);
        if (!page.containsKey(member)) {
            rows.add(new Row(key, member));
        }
    }

    /** Each member of the page with everybody who is filed under one of its keys. */
    Set<Pair> pairs() {
        var pairs = new LinkedHashSet<Pair>();
        page.forEach((member, keys) -> LongStream.of(due(keys)).forEach(key -> holders(key).stream()
                .filter(other -> !other.equals(member)).forEach(other -> pairs.add(Pair.of(member, other)))));
        return pairs;
    }

    /** @param before members of the page that were filed under other keys */
    void write(Collection<Member> before) {
        if (!crowding.isEmpty()) {
            table.crowd(crowding);
        }
        var there = rows.stream().filter(row -> !crowding.contains(row.key))
                .collect(Collectors.partitioningBy(row -> filed.contains(row.key),
                        Collectors.groupingBy(Row::key, Collectors.mapping(Row::member, Collectors.toList()))));
        table.add(Objects.requireNonNull(there.get(false)));
        table.join(Objects.requireNonNull(there.get(true)));
        // last, for a key that the last of those leaves who had it is forgotten
        table.remove(before.stream().filter(member -> page.containsKey(member.id())).flatMap(this::left).toList());
    }

    private Stream<Row> left(Member before) {
        var now = LongStream.of(keys(before.id()).all()).boxed().collect(Collectors.toSet());
        return LongStream.of(before.keys()).filter(key -> !now.contains(key))
                .mapToObj(key -> new Row(key, before.id()));
    }

    private BlockingKeys keys(long member) {
        return Objects.requireNonNull(page.get(member));
    }

    private List<Long> holders(long key) {
        return Objects.requireNonNull(holders.get(key));
    }

    /** That a member is filed under a key. */
    record Row(long key, long member) {}
}
