package io.casehub.identity;

import io.casehub.identity.BlockKeys.Filed;
import io.casehub.identity.matching.BlockingKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Under which blocking keys the members of a page are filed, and who else is. A key that too many
 * have tells too little: it is crowded from then on, and all who are filed under it go under the
 * narrower keys within it. Whoever is new is filed as it is found out who else is there; what
 * follows from that is written by {@link #write}.
 */
final class Filing {

    private final BlockKeys table;
    private final int largest;
    private final List<BlockingKeys> page;
    private final BitSet fresh = new BitSet();
    /** Those of the page first. */
    private final Numbering people = new Numbering();
    private final Numbering keys = new Numbering();
    /** By the numbers of their keys. */
    private final List<Block> blocks = new ArrayList<>();
    /** The blocks of each member of the page, in the order of his keys. */
    private final Block[][] byMember;

    private Filing(BlockKeys table, int largest, Map<Long, BlockingKeys> page, Predicate<Long> isFresh) {
        this.table = table;
        this.largest = largest;
        page.keySet().forEach(id -> fresh.set(people.of(id), isFresh.test(id)));
        this.page = List.copyOf(page.values());
        this.byMember = this.page.stream()
                .map(theirs -> LongStream.of(theirs.all()).mapToObj(this::block).toArray(Block[]::new))
                .toArray(Block[][]::new);
    }

    /**
     * Finds out where members are to be filed.
     *
     * @param largest a key that more members than these have is crowded
     * @param page the keys of its members, who are filed anew, in their order
     * @param isFresh whether a member of the page has never been filed
     * @param stored the keys of members as they stand in the table
     */
    static Filing of(BlockKeys table, int largest, Map<Long, BlockingKeys> page, Predicate<Long> isFresh,
            Function<Collection<Long>, Map<Long, BlockingKeys>> stored) {
        var filing = new Filing(table, largest, page, isFresh);
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
        for (var wanted = wanted(); !wanted.isEmpty(); wanted = wanted()) {
            var filed = wanted.stream().filter(block -> !block.newcomers.isEmpty()).toList();
            filed.forEach(block -> block.isCrowded = true); // unless there is an answer
            table.file(rows(filed, block -> block.newcomers)).forEach(this::found);
            table.blocks(wanted.stream().filter(block -> block.newcomers.isEmpty()).mapToLong(block -> block.key)
                    .sorted().toArray()).forEach(this::found);
        }
    }

    /** Those that have not been asked for, each with those who are to be filed there. */
    private List<Block> wanted() {
        var wanted = new LinkedHashSet<Block>();
        for (int member = 0; member < page.size(); member++) {
            for (var block : due(member)) {
                if (!block.isAsked) {
                    wanted.add(block);
                    if (fresh.get(member)) {
                        block.newcomers.add(member);
                    }
                }
            }
        }
        wanted.forEach(block -> block.isAsked = true);
        return List.copyOf(wanted);
    }

    private void found(Filed filed) {
        var block = block(filed.key());
        block.isCrowded = filed.members().length == 0;
        for (long id : filed.members()) {
            int member = people.of(id);
            (isOfPage(member) ? block.stood : block.members).add(member);
        }
    }

    /** What keys members of the page had before counts no more. */
    private void enter() {
        for (int member = 0; member < page.size(); member++) {
            for (var block : due(member)) {
                block.enter(member);
            }
        }
    }

    /**
     * Where somebody of the page is filed, as far as is known: not where it is crowded, nor within what
     * is not.
     */
    private List<Block> due(int member) {
        var theirs = byMember[member];
        var due = new ArrayList<Block>(theirs.length);
        for (int at = 0; at < theirs.length; at++) {
            if (!theirs[at].isCrowded && page.get(member).isDue(at, wider -> theirs[wider].isCrowded)) {
                due.add(theirs[at]);
            }
        }
        return due;
    }

    private void crowdOut(Function<Collection<Long>, Map<Long, BlockingKeys>> stored) {
        for (var full = full(); !full.isEmpty(); full = full()) {
            var out = full.stream().flatMap(block -> block.members.stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            full.forEach(Block::crowd);
            var others = stored.apply(out.stream().filter(member -> !isOfPage(member)).map(people::name).toList());
            for (var member : out) {
                var theirs = isOfPage(member) ? page.get(member) : others.get(people.name(member));
                narrower(theirs, full).forEach(block -> block.enter(member));
            }
        }
    }

    private Set<Block> full() {
        return blocks.stream().filter(block -> block.members.size() > largest).collect(Collectors.toSet());
    }

    /** Where somebody goes who is crowded out of some blocks. */
    private Stream<Block> narrower(@Nullable BlockingKeys theirs, Set<Block> crowding) {
        return theirs == null
                ? Stream.empty()
                : LongStream.of(theirs.within(key -> crowding.contains(block(key)), key -> block(key).isCrowded))
                        .mapToObj(this::block).filter(block -> !block.isCrowded);
    }

    private Block block(long key) {
        int number = keys.of(key);
        if (number == blocks.size()) {
            blocks.add(new Block(key));
        }
        return blocks.get(number);
    }

    private boolean isOfPage(int member) {
        return member < page.size();
    }

    /** Each member of the page with everybody who is filed under one of its keys. */
    Encounters encounters() {
        var metBy = new int[people.size()];
        var found = new int[people.size()];
        var met = new int[page.size()][];
        for (int member = 0; member < met.length; member++) {
            int count = 0;
            for (var block : due(member)) {
                for (int other : block.members) {
                    if (other > member && metBy[other] != member + 1) {
                        metBy[other] = member + 1;
                        found[count++] = other;
                    }
                }
            }
            met[member] = Arrays.copyOf(found, count);
        }
        return new Encounters(people, met);
    }

    /** @param before members of the page that were filed under other keys */
    void write(Collection<Member> before) {
        var crowding = blocks.stream().filter(block -> block.isCrowding).map(block -> block.key).toList();
        if (!crowding.isEmpty()) {
            table.crowd(crowding);
        }
        table.add(rows(blocks, block -> block.due));
        // last, for a key that the last of those leaves who had it is forgotten
        table.remove(before.stream().filter(member -> people.has(member.id()) && isOfPage(people.of(member.id())))
                .flatMap(this::left).toList());
    }

    private List<Filed> rows(List<Block> of, Function<Block, List<Integer>> members) {
        return of.stream().filter(block -> !members.apply(block).isEmpty())
                .map(block -> new Filed(block.key, members.apply(block).stream().mapToLong(people::name).toArray()))
                .sorted((one, other) -> Long.compare(one.key(), other.key())).toList();
    }

    private Stream<Row> left(Member before) {
        var now = LongStream.of(page.get(people.of(before.id())).all()).boxed().collect(Collectors.toSet());
        return LongStream.of(before.keys()).filter(key -> !now.contains(key))
                .mapToObj(key -> new Row(key, before.id()));
    }

    /** That a member is filed under a key. */
    record Row(long key, long member) {}

    /** Who is filed under a key. */
    private static final class Block {

        final long key;
        boolean isAsked;
        boolean isCrowded;
        /** Whether it is this page that makes it so. */
        boolean isCrowding;
        /** Everybody; of the page only those who are filed here now. */
        final List<Integer> members = new ArrayList<>(2);
        /** Those of the page whom nobody knew. */
        final List<Integer> newcomers = new ArrayList<>(1);
        /** Those of the page who stand here in the table. */
        final List<Integer> stood = new ArrayList<>(1);
        /** Those who are to be filed here yet. */
        final List<Integer> due = new ArrayList<>(0);

        Block(long key) {
            this.key = key;
        }

        void enter(int member) {
            members.add(member);
            if (!stood.contains(member)) {
                due.add(member);
            }
        }

        void crowd() {
            isCrowded = true;
            isCrowding = true;
            members.clear();
            due.clear();
        }
    }
}
