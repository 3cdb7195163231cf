package io.casehub.identity.matching;

import io.casehub.identity.normal.Identifiers;
import io.casehub.model.CustomerKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether two records speak of one customer. The same answer whichever is asked first and
 * whenever, so that the order in which records arrive does not matter.
 */
public final class Matcher {

    private static final int PIECES = 2;
    private static final double A_THOUSAND = 1000;

    /** So much what is added up in another order may differ. */
    private static final double ROUNDING = 0.001;

    private final MatchingRules rules;
    private final Map<CustomerKind, Ceiling> ceilings = new EnumMap<>(CustomerKind.class);

    public Matcher(MatchingRules rules) {
        this.rules = rules;
        for (var kind : CustomerKind.values()) {
            ceilings.put(kind, new Ceiling(rules.model(kind)));
        }
    }

    public MatchingRules rules() {
        return rules;
    }

    /** A profile made ready to be judged with many others. */
    public Sketch sketch(Profile profile) {
        return new Sketch(profile, rules.hardSchemes(), rules.model(profile.kind()));
    }

    /**
     * Whether a glance says that they are two, whom nothing could make one. What does not is to be
     * judged; what does would be judged {@link Verdict#NEW}.
     */
    public boolean areStrangers(Sketch one, Sketch other) {
        if (one.kind != other.kind) {
            return true;
        }
        boolean mayBeGuarded = one.hard.length > 0 && other.hard.length > 0;
        return !mayBeGuarded && Objects.requireNonNull(ceilings.get(one.kind)).bits(one, other) < rules.review()
                - ROUNDING;
    }

    public Judgement judge(Profile one, Profile other) {
        return judge(sketch(one), sketch(other), false);
    }

    Judgement judge(Sketch one, Sketch other) {
        return judge(one, other, false);
    }

    /** @param shareAnOrder whether one has placed what the other pays for, or has a case about */
    public Judgement judge(Sketch left, Sketch right, boolean shareAnOrder) {
        var one = left.profile;
        var other = right.profile;
        if (left.kind != right.kind) {
            return new Judgement(Verdict.NEW, 0, Pattern.NOTHING, "a person and an organisation");
        }
        var compared = Comparison.compare(left, right);
        var pattern = shareAnOrder ? compared.with(Trait.ORDER, Level.EXACT) : compared;
        var model = rules.model(left.kind);
        double bits = rounded(model.odds(pattern, left.shares, right.shares).bits());
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

    /** Whether two can be one by their names alone. */
    public boolean agreeInName(Profile one, Profile other) {
        if (one.kind() != other.kind()) {
            return false;
        }
        var pattern = NameComparison.compare(sketch(one), sketch(other));
        return one.kind() == CustomerKind.ORGANISATION
                ? pattern.at(Trait.ORGANISATION).agrees()
                : pattern.at(Trait.GIVEN_NAME).agrees() && pattern.at(Trait.SURNAME) != Level.DIFFERENT;
    }

    /** What each trait added to a judgement. */
    public List<Model.Step> steps(Judgement judgement, Sketch one, Sketch other) {
        return rules.model(one.kind).steps(judgement.pattern(), one.shares, other.shares);
    }

    /** So that what was stored and what is judged anew are the same number. */
    private static double rounded(double bits) {
        return Math.round(bits * A_THOUSAND) / A_THOUSAND;
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
        if (model.evidence(pattern).size() < PIECES) {
            return "only one kind of evidence";
        }
        if (pattern.at(Trait.NATIONAL_ID) == Level.EXACT || !areOfOneHome(pattern)) {
            return null;
        }
        return isAnotherName(pattern.at(Trait.GIVEN_NAME))
                ? "another given name in one household"
                : isAnotherDay(pattern.at(Trait.BIRTH_DATE)) ? "another birth date in one household" : null;
    }

    /**
     * Twins have surname, birth date, home, telephone and mailbox in common, father and son perhaps
     * even the given name; bits alone would join them.
     */
    private static boolean areOfOneHome(Pattern pattern) {
        boolean isShared = pattern.at(Trait.PHONE) == Level.EXACT || pattern.at(Trait.EMAIL) == Level.EXACT;
        return isShared && pattern.at(Trait.STREET).agrees();
    }

    private static boolean isAnotherDay(Level born) {
        return born == Level.DIFFERENT || born == Level.ALIKE || born == Level.PART;
    }

    private static boolean isAnotherName(Level given) {
        return given == Level.DIFFERENT || given == Level.ALIKE;
    }
}
