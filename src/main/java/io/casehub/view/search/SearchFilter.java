package io.casehub.view.search;

import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerId;
import io.casehub.view.search.Text.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody searches for; what is {@code null} or empty does not matter to him.
 *
 * @param text as he typed it
 * @param in all where it is empty
 * @param customer whose the cases and interactions are
 * @param statuses of the case that a text stands in
 * @param system that the text comes from; what is written in the hub is of {@code hub}
 * @param from with {@code to}, which is no longer in it: when it was said
 * @param behind the last one already seen
 * @param limit 1 to 500
 */
public record SearchFilter(String text, Set<Scope> in, @Nullable CustomerId customer, Set<CaseStatus> statuses,
        @Nullable String system, @Nullable Channel channel, @Nullable Instant from, @Nullable Instant to,
        @Nullable Place behind, int limit) {

    /** What is searched. */
    public enum Scope implements CodeWord {
        CASES,
        INTERACTIONS
    }

    /** Where an answer stands in the list. */
    public record Place(float score, Instant at, String id) {

        boolean isBefore(Place other) {
            int byScore = Float.compare(other.score, score);
            int byTime = byScore == 0 ? other.at.compareTo(at) : byScore;
            return (byTime == 0 ? id.compareTo(other.id) : byTime) < 0;
        }
    }

    public SearchFilter {
        in = Set.copyOf(in);
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500");
        }
    }

    /** The kinds of texts in which it is looked for; empty for all. */
    List<Kind> kinds() {
        if (in.isEmpty() || in.size() == Scope.values().length) {
            return List.of();
        }
        return in.contains(Scope.CASES) ? List.of(Kind.CASE, Kind.COMMENT) : List.of(Kind.INTERACTION);
    }
}
