package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CustomerId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cases somebody looks for; what is {@code null} or empty does not matter to him.
 *
 * @param text words of the subject
 * @param behindAt with {@code behind}: the last case already seen
 * @param limit at most so many, 1 to 500
 */
public record CaseFilter(@Nullable CustomerId customer, Set<CaseStatus> statuses, @Nullable String assignee,
        @Nullable String text, @Nullable Instant behindAt, @Nullable CaseId behind, int limit) {

    public CaseFilter {
        statuses = Set.copyOf(statuses);
        if (limit < 1 || limit > 500) {
            throw new IllegalArgumentException("limit must be 1 to 500");
        }
    }
}
