package io.casehub.view.search;

import io.casehub.cases.HubCase;
import io.casehub.model.CodeWord;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case that has to do with another.
 *
 * @param score from 0 to 1: all reasons together
 * @param reasons the strongest first
 * @param outcome how it was done with; {@code null} while it is not
 */
public record Related(HubCase hub, double score, List<Reason> reasons, @Nullable Outcome outcome) {

    public Related {
        reasons = List.copyOf(reasons);
    }

    /** What two cases have in common. */
    public enum Tie implements CodeWord {
        RELATION(1),
        THREAD(0.95),
        ORDER(0.9),
        INVOICE(0.9),
        SUGGESTED(0.7),
        CUSTOMER(0.4),
        TEXT(0.6);

        private final double weight;

        Tie(double weight) {
            this.weight = weight;
        }

        /** How much it says by itself. */
        double weight() {
            return weight;
        }
    }

    /**
     * Why a case is related.
     *
     * @param score from 0 to 1
     * @param how as people read it
     */
    public record Reason(Tie tie, double score, String how) {}

    /**
     * How a case was done with.
     *
     * @param reason of its type, why it was closed
     * @param at when somebody wrote the last of it
     * @param text the last that somebody here wrote on it
     * @param isInternal not for the customer
     */
    public record Outcome(@Nullable String reason, @Nullable Instant at, @Nullable String by, @Nullable String text,
            boolean isInternal) {}
}
