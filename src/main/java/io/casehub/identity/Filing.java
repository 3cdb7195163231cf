package io.casehub.identity;

import io.casehub.identity.matching.BlockingKeys;
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
    private final int largest;
    private final Map<Long, BlockingKeys> page;
    private final Map<Long, List<Long>> holders = new HashMap<>();
    private final Set<Long> crowded = new HashSet<>();
    /** Keys that somebody had before. */
    private final Set<Long> known = new HashSet<>();
    /** Where members of the page have been filed before. */
    private final Set<Row> stood = new HashSet<>();
    /** Keys that this page makes crowded. */
    private final Set<Long> crowding = new LinkedHashSet<>();
    /** Where those go whom this page crowds out. */
    private final List<Row> refiled = new ArrayList<>();

    private Filing(BlockKeys table, int largest, Map<Long, BlockingKeys> page) {
        this.table = table;
        this.largest = largest;
        this.page = page;
    }

    /**
     * Finds out where members are to be filed.
     *
     * @param largest a key that more members than these have is crowded
     * @param page the keys of its members, who are filed anew
     * @param stored the keys of members as they stand in the table
     */
    static Filing of(BlockKeys table, int largest, Map<Long, BlockingKeys> page,
            Function<Collection<Long>, Map<Long, BlockingKeys>> stored) {
        var filing = new Filing(table, largest, page);
        filing.read();
        filing.enter();
        filing.crowdOut(stored);
        return filing;
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
            known.addAll(found.holders().keySet());
            crowded.addAll(found.crowded());
        }
    }

    /** What keys members of the page had before counts no more. */
    private void enter() {
        holders.forEach((key, block) -> block
                .removeIf(member -> page.containsKey(member) && stood.add(new Row(key, member))));
        page.forEach((member, keys) -> LongStream.of(due(keys)).forEach(key -> hold(key, member)));
    }

    /** Under which keys somebody is filed: none that is crowded, nor any within one that is not. */
    private long[] due(BlockingKeys keys) {
        return Arrays.stream(keys.due(crowded::contains)).filter(key -> !crowded.contains(key)).toArray();
    }

    private void hold(long key, long member) {
        holders.computeIfAbsent(key, any -> new ArrayList<>(1)).add(member);
    }

    private void crowdOut(Function<Collection<Long>, Map<Long, BlockingKeys>> stored) {
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
        return holders.entrySet().stream().filter(block -> block.getValue().size() > largest)
                .map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private void refile(long key, long member) {
        hold(key, member);
        if (!page.containsKey(member)) {
            refiled.add(new Row(key, member));
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
        var there = rows().collect(Collectors.partitioningBy(row -> known.contains(row.key),
                Collectors.groupingBy(Row::key, Collectors.mapping(Row::member, Collectors.toList()))));
        table.add(Objects.requireNonNull(there.get(false)));
        table.join(Objects.requireNonNull(there.get(true)));
        // last, for a key that the last of those leaves who had it is forgotten
        table.remove(before.stream().filter(member -> page.containsKey(member.id())).flatMap(this::left).toList());
    }

    private Stream<Row> rows() {
        var entered = page.entrySet().stream().flatMap(member -> LongStream.of(due(member.getValue()))
                .mapToObj(key -> new Row(key, member.getKey()))).filter(row -> !stood.contains(row));
        return Stream.concat(entered, refiled.stream().filter(row -> !crowding.contains(row.key)));
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
