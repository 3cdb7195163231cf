package io.casehub.view.golden;

import io.casehub.view.golden.Candidate.Saying;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How one value is chosen of several: the rules in the order in which they are asked. Whatever is
 * asked first, a thin record never beats a full one.
 *
 * @param by what is asked first of {@link #CHOICES}; the others follow as they stand there
 * @param systems whose word counts for more; those that are not named come last
 */
record Ranking(Rule by, List<String> systems) {

    static final List<Rule> CHOICES = List.of(Rule.ORDER, Rule.LATEST, Rule.COMPLETEST);

    private static final Comparator<Voice> BY_REFERENCE = Comparator.comparing(Voice::system)
            .thenComparing(Voice::key);

    /** Of records, the one whose word counts for most first. */
    Comparator<Voice> ofRecords() {
        return Comparator.comparing(Voice::isThin).thenComparingInt(this::rank)
                .thenComparing(Voice::changedAt, Comparator.reverseOrder()).thenComparing(BY_REFERENCE);
    }

    /** Of values of one field, the best first. */
    Comparator<Saying> of(GoldenField field) {
        var rules = rules();
        return (one, other) -> {
            for (var rule : rules) {
                int told = compare(rule, field, one, other);
                if (told != 0) {
                    return told;
                }
            }
            return 0;
        };
    }

    /** The rule that decided for the first of these candidates. */
    Rule decisive(GoldenField field, List<Candidate> ranked) {
        return ranked.size() == 1
                ? Rule.ONLY
                : rules().stream().filter(rule -> compare(rule, field, ranked.get(0).best(), ranked.get(1).best()) != 0)
                        .findFirst().orElse(Rule.LISTED);
    }

    private List<Rule> rules() {
        var rules = new ArrayList<>(List.of(Rule.FULL_RECORD, by));
        CHOICES.stream().filter(choice -> choice != by).forEach(rules::add);
        rules.addAll(List.of(Rule.REFERENCE, Rule.LISTED));
        return rules;
    }

    private int compare(Rule rule, GoldenField field, Saying one, Saying other) {
        var voice = one.voice();
        var against = other.voice();
        return switch (rule) {
            case ONLY -> 0;
            case FULL_RECORD -> Boolean.compare(voice.isThin(), against.isThin());
            case ORDER -> Integer.compare(rank(voice), rank(against));
            case LATEST -> against.changedAt().compareTo(voice.changedAt());
            case COMPLETEST -> {
                int byValue = Long.compare(field.fullness(other.said()), field.fullness(one.said()));
                yield byValue != 0 ? byValue : Integer.compare(against.said().size(), voice.said().size());
            }
            case REFERENCE -> BY_REFERENCE.compare(voice, against);
            case LISTED -> Integer.compare(one.place(), other.place());
        };
    }

    private int rank(Voice voice) {
        int place = systems.indexOf(voice.system());
        return place < 0 ? systems.size() : place;
    }
}
