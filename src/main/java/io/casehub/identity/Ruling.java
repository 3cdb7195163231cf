package io.casehub.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.casehub.identity.matching.Judgement;
import io.casehub.identity.matching.Matcher;
import io.casehub.identity.matching.Model.Step;
import io.casehub.identity.matching.Verdict;
import io.casehub.model.CodeWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was decided of two members, the one with the smaller id first.
 *
 * @param bits the odds as a power of two; {@code null} where a person decided
 * @param steps the sum of evidence, as JSON
 * @param because what spoke against a join although the bits were high enough
 * @param model the version of the rules; {@code person} where one decided
 * @param by {@code system:hub}, or who
 * @param asks whether a person is asked about it, as the table has it
 */
record Ruling(long one, long other, Word verdict, @Nullable Double bits, String steps, @Nullable String because,
        String model, String by, boolean asks) {

    static final String HUB = "system:hub";

    /** What the model makes of two members; a verdict of {@link Verdict#NEW} is none to be kept. */
    static Ruling of(Member one, Member other, Judgement judgement, Matcher matcher) {
        var first = one.id() < other.id() ? one : other;
        var second = first == one ? other : one;
        return new Ruling(first.id(), second.id(), Word.of(judgement.verdict().word()), judgement.bits(),
                steps(matcher.steps(judgement, Objects.requireNonNull(first.profile()),
                        Objects.requireNonNull(second.profile()))),
                judgement.because(), matcher.rules().version(), HUB, false);
    }

    static Ruling byPerson(long one, long other, boolean areSame, String by, String why) {
        return new Ruling(Math.min(one, other), Math.max(one, other), areSame ? Word.SAME : Word.APART, null, "[]", why,
                "person", by, false);
    }

    boolean isByPerson() {
        return verdict == Word.SAME || verdict == Word.APART;
    }

    /** Whether the model holds them for one, or for nearly one. */
    boolean isLikely() {
        return verdict == Word.JOIN || verdict == Word.REVIEW;
    }

    /**
     * Whether this stands although the two now look like that. Who was found to be one stays so while
     * it is not unlikely: to move house or to change one's number makes nobody somebody else. What
     * other rules made of them is judged by those that hold now.
     */
    boolean outlasts(Verdict now, String version) {
        return verdict.word().equals(now.word())
                || verdict == Word.JOIN && now == Verdict.REVIEW && model.equals(version);
    }

    private static String steps(List<Step> steps) {
        var list = JsonNodeFactory.instance.arrayNode();
        steps.forEach(step -> {
            var node = list.addObject().put("trait", step.trait().word()).put("level", step.level().word())
                    .put("bits", rounded(step.bits(), 1)).put("household", rounded(step.household(), 1));
            if (step.frequency() >= 0) {
                node.put("frequency", rounded(step.frequency(), 6));
            }
        });
        return list.toString();
    }

    static BigDecimal rounded(double value, int places) {
        return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
    }

    /** What can be decided: by the model, and by people, whose word stands. */
    enum Word implements CodeWord {
        JOIN,
        REVIEW,
        NEW,
        NEVER,
        SAME,
        APART;

        static Word of(String word) {
            return CodeWord.of(Word.class, word);
        }
    }
}
