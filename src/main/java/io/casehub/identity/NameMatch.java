package io.casehub.identity;

import io.casehub.identity.likeness.Folding;
import io.casehub.identity.normal.Distance;
import io.casehub.model.CustomerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A customer whose name can be meant by what somebody typed.
 *
 * @param score 1 where every word is as it was typed, the less the more has to be thought
 * @param how word by word where they differ, as people read it
 */
public record NameMatch(CustomerId customer, double score, String how) {

    private static final double EACH_MORE = 0.02;
    private static final double LEAST = 0.45;
    private static final Word NONE = new Word(0, "");

    static NameMatch of(CustomerId customer, List<String> asked, List<String> name) {
        double sum = 0;
        var notes = new ArrayList<String>();
        for (var word : asked) {
            var best = name.stream().map(other -> Word.of(word, other)).max(Comparator.comparing(Word::score))
                    .orElse(NONE);
            sum += best.score();
            if (best.score() < 1) {
                notes.add(best.score() == 0 ? word + " is not in it" : best.note());
            }
        }
        int more = Math.min(10, Math.max(0, name.size() - asked.size()));
        return new NameMatch(customer, rounded(sum / asked.size() * (1 - more * EACH_MORE)),
                notes.isEmpty() ? "as it is written" : String.join("; ", notes));
    }

    boolean isWorthTelling() {
        return score >= LEAST;
    }

    private static double rounded(double score) {
        return Math.round(score * 1000) / 1000.0;
    }

    /** How a word of a name stands to one that was typed. */
    private record Word(double score, String note) {

        static Word of(String typed, String written) {
            if (typed.equals(written)) {
                return new Word(1, "");
            }
            if (written.startsWith(typed)) {
                return new Word(0.9, written + " begins with " + typed);
            }
            var one = Folding.of(typed);
            var other = Folding.of(written);
            if (one.equals(other)) {
                return new Word(0.95, written + " sounds like " + typed);
            }
            int edits = Math.min(Distance.edits(typed, written, 2), Distance.edits(one, other, 2));
            return switch (edits) {
                case 0, 1 -> new Word(0.85, written + " is a slip away from " + typed);
                case 2 -> typed.length() > 5 ? new Word(0.65, written + " is two slips away from " + typed) : NONE;
                default -> NONE;
            };
        }
    }
}
