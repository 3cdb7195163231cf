package io.casehub.identity.matching;

import org.jspecify.annotations.Nullable;

/**
 * What is made of two records, and why.
 *
 * @param bits the odds that they are one customer, as a power of two
 * @param because what spoke against it although the bits were high enough; {@code null} where
 * nothing did
 */
public record Judgement(Verdict verdict, double bits, Pattern pattern, @Nullable String because) {

    /** What was judged before. */
    public static Judgement of(Verdict verdict, double bits) {
        return new Judgement(verdict, bits, Pattern.NOTHING, null);
    }
}
