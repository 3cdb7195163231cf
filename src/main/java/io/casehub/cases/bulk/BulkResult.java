package io.casehub.cases.bulk;

import org.jspecify.annotations.Nullable;

/**
 * What came of one change of a bulk.
 *
 * @param position in the request, from 0
 * @param version of the case after it, {@code null} where it was not reached
 * @param reason why it was not done
 */
public record BulkResult(int position, String hub, BulkOutcome outcome, @Nullable Long version,
        @Nullable String reason) {}
