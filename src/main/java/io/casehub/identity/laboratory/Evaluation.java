package io.casehub.identity.laboratory;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Roster;
import io.casehub.identity.matching.Roster.Seen;
import io.casehub.identity.matching.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Matches the records of a file one after the other, as the hub would, and says how near it came to
 * the truth.
 */
public final class Evaluation {

    private final People people;
    private final Truth truth;

    private Evaluation(People people, Truth truth) {
        this.people = people;
        this.truth = truth;
    }

    /**
     * @param truth the name of a column with equal values for one customer, or of a file of pairs
     * @param id the column of the records by which the pairs name them; found by its values where
     * {@code null}
     * @throws FileUnusable where it is neither
     */
    public static Evaluation of(People people, String truth, @Nullable String id) {
        return new Evaluation(people, Truth.of(people, truth, id));
    }

    /** @param heard of every pair that is compared */
    public Result run(MatchingRules rules, Seen heard) {
        var tally = new Tally(heard);
        var roster = new Roster(rules, people.apart());
        long started = System.nanoTime();
        for (int record = 0; record < people.size(); record++) {
            roster.add(people.profile(record, rules), tally);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        var groups = groups(roster);
        return new Result(people.size(), Measure.of(tally.right, tally.joined, truth.pairs()), measured(groups),
                truth.pairs() == 0 ? 1 : (double) tally.met / truth.pairs(), people.size() / seconds, tally.compared,
                tally.reviews, groups.size(), rules.version());
    }

    /** Whether a file says that two of its records are one customer. */
    boolean areOne(int one, int other) {
        return truth.areOne(one, other);
    }

    private static List<List<Integer>> groups(Roster roster) {
        var groups = new HashMap<Integer, List<Integer>>();
        for (int record = 0; record < roster.size(); record++) {
            groups.computeIfAbsent(roster.group(record), any -> new ArrayList<>()).add(record);
        }
        return List.copyOf(groups.values());
    }

    private Measure measured(List<List<Integer>> groups) {
        long said = 0;
        long right = 0;
        var apart = people.apart();
        for (var group : groups) {
            for (int one = 0; one < group.size(); one++) {
                for (int other = one + 1; other < group.size(); other++) {
                    if (apart.mayMeet(group.get(one), group.get(other))) {
                        said++;
                        right += truth.areOne(group.get(one), group.get(other)) ? 1 : 0;
                    }
                }
            }
        }
        return Measure.of(right, said, truth.pairs());
    }

    private final class Tally implements Seen {

        private final Seen heard;
        private long compared;
        private long met;
        private long joined;
        private long right;
        private long reviews;

        Tally(Seen heard) {
            this.heard = heard;
        }

        @Override
        public void pair(int one, int other, Judgement judgement) {
            compared++;
            met += areOne(one, other) ? 1 : 0;
            if (judgement.verdict() == Verdict.JOIN) {
                joined++;
                right += areOne(one, other) ? 1 : 0;
            }
            reviews += judgement.verdict() == Verdict.REVIEW ? 1 : 0;
            heard.pair(one, other, judgement);
        }

        @Override
        public void strangers(int one, int other) {
            compared++;
            met += areOne(one, other) ? 1 : 0;
            heard.strangers(one, other);
        }
    }

    /**
     * How much of what was said is right, and how much of what is right was said.
     *
     * @param wrong pairs that were said to be one customer and are not
     * @param missed pairs that are and were not said to be
     */
    public record Measure(double precision, double recall, double f1, long wrong, long missed) {

        static Measure of(long right, long said, long really) {
            double precision = said == 0 ? 1 : (double) right / said;
            double recall = really == 0 ? 1 : (double) right / really;
            return new Measure(precision, recall,
                    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), said - right,
                    really - right);
        }
    }

    /**
     * How it went.
     *
     * @param pairs measured on the pairs that were judged to be one customer
     * @param clusters measured on all pairs within the groups that were made of them
     * @param blockingRecall how many of those that are one customer were compared at all
     * @param compared how many pairs were compared
     * @param reviews how many of these a person would be asked about
     * @param customers how many groups there are
     * @param version of the rules
     */
    public record Result(int records, Measure pairs, Measure clusters, double blockingRecall, double recordsPerSecond,
            long compared, long reviews, int customers, String version) {}
}
