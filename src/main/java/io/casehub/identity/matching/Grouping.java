package io.casehub.identity.matching;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Makes groups of records that join one by one. A record is held against the whole of a group, and
 * two groups need more than one bridge: so that a chain of likenesses does not make one customer of
 * many. A pure function of the records, in whatever order they came.
 */
public final class Grouping {

    /** What a single pair can say for or against a group at most. */
    private static final double LOUDEST = 12;

    private static final double LEAST_MEAN = 0;
    private static final int BRIDGES = 2;

    private final Pairs pairs;
    private final int[] groups;
    private final List<List<Integer>> members = new ArrayList<>();

    public Grouping(int size, Pairs pairs) {
        this.pairs = pairs;
        this.groups = new int[size];
        for (int record = 0; record < size; record++) {
            groups[record] = record;
            members.add(new ArrayList<>(List.of(record)));
        }
    }

    /**
     * The number of each record's group.
     *
     * @param bridges the pairs that join, if nothing else speaks against it
     */
    public int[] of(List<Bridge> bridges) {
        var open = new ArrayList<>(bridges);
        open.sort(Bridge.STRONGEST_FIRST);
        boolean joined = true;
        while (joined) {
            joined = false;
            for (var bridge : open) {
                int one = groups[bridge.one()];
                int other = groups[bridge.other()];
                if (one != other && (bridge.isCertain()
                        ? isAllowed(members.get(one), members.get(other))
                        : fits(members.get(one), members.get(other)))) {
                    unite(Math.min(one, other), Math.max(one, other));
                    joined = true;
                }
            }
        }
        return groups;
    }

    /** Nobody of these two groups stands against it. */
    private boolean isAllowed(List<Integer> one, List<Integer> other) {
        return one.stream().noneMatch(
                left -> other.stream().anyMatch(right -> pairs.judge(left, right).verdict() == Verdict.NEVER));
    }

    private boolean fits(List<Integer> one, List<Integer> other) {
        double sum = 0;
        int bridges = 0;
        for (int left : one) {
            for (int right : other) {
                var judgement = pairs.judge(left, right);
                if (judgement.verdict() == Verdict.NEVER) {
                    return false;
                }
                bridges += judgement.verdict() == Verdict.JOIN ? 1 : 0;
                sum += Math.max(-LOUDEST, Math.min(LOUDEST, judgement.bits()));
            }
        }
        boolean single = one.size() == 1 || other.size() == 1;
        return sum / (one.size() * other.size()) >= LEAST_MEAN && (single || bridges >= BRIDGES);
    }

    private void unite(int one, int other) {
        members.get(one).addAll(members.get(other));
        members.get(other).forEach(record -> groups[record] = one);
        members.get(other).clear();
    }

    /** What is made of two of the records, each named by its number. */
    @FunctionalInterface
    public interface Pairs {

        Judgement judge(int one, int other);
    }

    /**
     * A pair that joins, the smaller number first.
     *
     * @param isCertain whether a person said so: then the rest of the groups is not asked
     */
    public record Bridge(int one, int other, double bits, boolean isCertain) {

        static final Comparator<Bridge> STRONGEST_FIRST = Comparator.comparing((Bridge bridge) -> !bridge.isCertain())
                .thenComparingDouble(bridge -> -bridge.bits())
                .thenComparingInt(Bridge::one).thenComparingInt(Bridge::other);
    }
}
