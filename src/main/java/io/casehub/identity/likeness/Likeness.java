package io.casehub.identity.likeness;

import io.casehub.identity.matching.Verdict;
import io.casehub.identity.normal.OrganisationName;
import io.casehub.model.CustomerKind;
import java.util.List;
import java.util.Locale;

/**
 * How alike two names are. A name alone never makes one customer of two records: the score says
 * whether they can be two ways to write one name, not how many bear it.
 *
 * @param score from 0, nothing in common, to 1, the same in normal form
 * @param verdict {@link Verdict#JOIN} for two ways to write one name, {@link Verdict#NEW} for two
 * names, and {@link Verdict#REVIEW} where it takes more than the name to say
 * @param steps how the words of one name agree with those of the other
 */
public record Likeness(CustomerKind kind, double score, Verdict verdict, List<Step> steps) {

    private static final double JOIN = 0.8;
    private static final double REVIEW = 0.62;

    public Likeness {
        steps = List.copyOf(steps);
    }

    /** Either name may be written in any usual way and any script. */
    public static Likeness of(String left, String right, CustomerKind kind) {
        return kind == CustomerKind.PERSON ? PersonLikeness.of(left, right) : OrganisationLikeness.of(left, right);
    }

    /** What the names look like: a legal form or a typical word makes one an organisation's. */
    public static CustomerKind kind(String left, String right) {
        return OrganisationName.looksLikeOne(left) || OrganisationName.looksLikeOne(right)
                ? CustomerKind.ORGANISATION
                : CustomerKind.PERSON;
    }

    static Likeness of(CustomerKind kind, double score, List<Step> steps) {
        return new Likeness(kind, score, score >= JOIN ? Verdict.JOIN : score >= REVIEW ? Verdict.REVIEW : Verdict.NEW,
                steps);
    }

    /** The steps as a sentence. */
    public String explanation() {
        return String.join("; ", steps.stream().map(Step::sentence).toList());
    }

    /**
     * How a part of one name agrees with a part of the other.
     *
     * @param part such as {@code surname} or {@code legal form}
     * @param left empty where only the right name has it; both in normal form
     * @param score from 0 to 1; what the whole is multiplied with where the part is no word of the name
     */
    public record Step(String part, String left, String right, How how, double score) {

        String sentence() {
            return part + ": " + switch (how) {
                case SAME -> left;
                case LEFT_OUT -> (left.isEmpty() ? right : left) + " is in one name only";
                default -> left + " and " + right + ": " + how.sentence;
            };
        }
    }

    /** Why two words can be one, or cannot. */
    public enum How {
        SAME("the same"),
        SPELLING("two spellings of one"),
        NICKNAME("one is short for the other"),
        INITIAL(
                "the initial of the other"),
        INITIALS("the initials of the other"),
        ABBREVIATION(
                "an abbreviation of the other"),
        SLIP("a slip of the finger away"),
        PART(
                "a part of the other"),
        SWAPPED("given and family name have changed places"),
        LEFT_OUT(
                "in one name only"),
        DIFFERENT("different");

        private final String sentence;

        How(String sentence) {
            this.sentence = sentence;
        }

        /** As it is shown. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
