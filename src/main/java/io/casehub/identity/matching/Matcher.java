package io.casehub.identity.matching;

import io.casehub.identity.normal.Identifiers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether two records speak of one customer. The same answer whichever is asked first and
 * whenever, so that the order in which records arrive does not matter.
 */
public final class Matcher {

    private static final int PIECES = 2;

    private final MatchingRules rules;
    private final Comparison comparison;

    public Matcher(MatchingRules rules) {
        this.rules = rules;
        this.comparison = new Comparison(rules.hardSchemes());
    }

    /** A profile made ready for {@link #judge(Sketch, Sketch)}. */
    Sketch sketch(Profile profile) {
        return comparison.sketch(profile);
    }

    Pattern compare(Sketch one, Sketch other) {
        return comparison.compare(one, other);
    }

    public Judgement judge(Profile one, Profile other) {
        return judge(sketch(one), sketch(other));
    }

    Judgement judge(Sketch left, Sketch right) {
        var one = left.profile;
        var other = right.profile;
        if (left.kind != right.kind) {
            return new Judgement(Verdict.NEW, 0, Pattern.NOTHING, "a person and an organisation");
        }
        var pattern = comparison.compare(left, right);
        var model = rules.model(left.kind);
        double bits = model.odds(pattern, one, other).bits();
        var guard = guard(pattern, one, other);
        if (guard != null) {
            return new Judgement(Verdict.NEVER, bits, pattern, guard);
        }
        if (bits < rules.join()) {
            return new Judgement(bits < rules.review() ? Verdict.NEW : Verdict.REVIEW, bits, pattern, null);
        }
        var doubt = doubt(pattern, model);
        return new Judgement(doubt == null ? Verdict.JOIN : Verdict.REVIEW, bits, pattern, doubt);
    }

    /** What each trait added to a judgement. */
    public List<Model.Step> steps(Judgement judgement, Profile one, Profile other) {
        return rules.model(one.kind()).steps(judgement.pattern(), one, other);
    }

    private @Nullable String guard(Pattern pattern, Profile one, Profile other) {
        var level = pattern.at(Trait.TAX_ID);
        if (level != Level.DIFFERENT && level != Level.CLOSE) {
            return null;
        }
        for (var scheme : rules.hardSchemes()) {
            var mine = one.identifiers().get(scheme);
            var theirs = other.identifiers().get(scheme);
            if (mine != null && theirs != null && mine.stream().noneMatch(theirs::contains)
                    && areValid(scheme, mine) && areValid(scheme, theirs)) {
                return "two numbers of one register: " + scheme;
            }
        }
        return null;
    }

    private static boolean areValid(String scheme, Set<String> values) {
        return values.stream().allMatch(value -> Identifiers.isValid(scheme, value));
    }

    /**
     * Never by one value alone that many share: a switchboard, a household's address, a mailbox of an
     * office.
     */
    private static @Nullable String doubt(Pattern pattern, Model model) {
        if (pattern.at(Trait.TAX_ID) == Level.EXACT) {
            return null;
        }
        return model.evidence(pattern).size() < PIECES ? "only one kind of evidence" : null;
    }
}
