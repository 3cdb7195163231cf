package io.casehub.cases;

import io.casehub.cases.deadlines.Deadlines.State;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import io.casehub.model.Priority;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases somebody looks for; what is {@code null} or empty does not matter to him.
 *
 * @param text words of the subject
 * @param behindAt with {@code behind}: the last case already seen, by {@link #isByDue} the time it
 * is due, else the time it was changed
 * @param limit at most so many, 1 to 500
 * @param work what he asks of how they are handled
 */
public record CaseFilter(@Nullable CustomerId customer, Set<CaseStatus> statuses, @Nullable String assignee,
        @Nullable String text, @Nullable Instant behindAt, @Nullable CaseId behind, int limit, Work work) {

    /**
     * How cases are handled.
     *
     * @param queues in one of these
     * @param due how they stand to what is promised
     * @param dueBefore due before this
     */
    public record Work(Set<String> queues, @Nullable String team, @Nullable String type, Set<Priority> priorities,
            @Nullable State due, @Nullable Instant dueBefore) {

        static final Work ANY = new Work(Set.of(), null, null, Set.of(), null, null);

        public Work {
            queues = Set.copyOf(queues);
            priorities = Set.copyOf(priorities);
        }
    }

    public CaseFilter(@Nullable CustomerId customer, Set<CaseStatus> statuses, @Nullable String assignee,
            @Nullable String text, @Nullable Instant behindAt, @Nullable CaseId behind, int limit) {
        this(customer, statuses, assignee, text, behindAt, behind, limit, Work.ANY);
    }

    public CaseFilter {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500");
        }
    }

    /** Whoever asks what is due wants it in that order; all others see what was changed last first. */
    public boolean isByDue() {
        return work.due() != null || work.dueBefore() != null;
    }
}
