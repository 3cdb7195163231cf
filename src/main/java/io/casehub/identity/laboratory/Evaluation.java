package io.casehub.identity.laboratory;

import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.MatchingRules;
import io.casehub.identity.matching.Profile;
import io.casehub.identity.matching.Roster;
import io.casehub.identity.matching.Trainer;
import io.casehub.identity.matching.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Matches the records of a file one after the other, as the hub would, and says how near it came to the truth. */
public final class Evaluation {

    private final People people;
    private final FieldMap fields;
    private final Truth truth;

    Evaluation(People people, FieldMap fields, Truth truth) {
        this.people = people;
        this.fields = fields;
        this.truth = truth;
    }

    /** @param train whether the weights are estimated on these records first */
    Result run(MatchingRules rules, boolean train) {
        var used = train
                ? Trainer.learn(rules, people.profiles(fields, rules), people.apart(), people.pairs())
                : rules;
        var compared = new ArrayList<Compared>();
        var roster = new Roster(used, people.apart());
        long started = System.nanoTime();
        for (var row : people.rows()) {
            roster.add(fields.profile(row, used), (one, other, judgement) -> compared.add(new Compared(one, other, judgement)));
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return new Result(measures(compared), clusters(roster), recall(compared), people.rows().size() / seconds,
                compared, used, roster);
    }

    private Measure measures(List<Compared> compared) {
        long said = 0;
        long right = 0;
        for (var pair : compared) {
            if (pair.judgement().verdict() == Verdict.JOIN) {
                said++;
                right += truth.areOne(pair.one(), pair.other()) ? 1 : 0;
            }
        }
        return Measure.of(right, said, truth.pairs());
    }

    private double recall(List<Compared> compared) {
        long met = compared.stream().filter(pair -> truth.areOne(pair.one(), pair.other())).count();
        return truth.pairs() == 0 ? 1 : (double) met / truth.pairs();
    }

    private Measure clusters(Roster roster) {
        var clusters = new HashMap<Integer, List<Integer>>();
        for (int record = 0; record < roster.size(); record++) {
            clusters.computeIfAbsent(roster.group(record), any -> new ArrayList<>()).add(record);
        }
        long said = 0;
        long right = 0;
        var apart = people.apart();
        for (var cluster : clusters.values()) {
            for (int one = 0; one < cluster.size(); one++) {
                for (int other = one + 1; other < cluster.size(); other++) {
                    if (apart.mayMeet(cluster.get(one), cluster.get(other))) {
                        said++;
                        right += truth.areOne(cluster.get(one), cluster.get(other)) ? 1 : 0;
                    }
                }
            }
        }
        return Measure.of(right, said, truth.pairs());
    }

    /** Two records that blocking brought together. */
    record Compared(int one, int other, Judgement judgement) {}

    /** How much of what was said is right, and how much of what is right was said. */
    public record Measure(double precision, double recall, double f1, long wrong, long missed) {

        static Measure of(long right, long said, long true_) {
            double precision = said == 0 ? 1 : (double) right / said;
            double recall = true_ == 0 ? 1 : (double) right / true_;
            return new Measure(precision, recall,
                    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall), said - right, true_ - right);
        }
    }

    record Result(Measure pairs, Measure clusters, double blockingRecall, double recordsPerSecond,
            List<Compared> compared, MatchingRules rules, Roster roster) {}
}
