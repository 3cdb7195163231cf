package io.casehub.cases.participants;

import io.casehub.model.CaseId;
import io.casehub.model.Verification;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes part in a case.
 *
 * @param addedBy as the audit trail names him; {@code system:hub} where he came by himself
 * @param verified that somebody made sure who he is, last; {@code null} where nobody did
 */
public record CaseParticipant(UUID id, CaseId caseId, NewParticipant is, Instant addedAt, String addedBy,
        @Nullable Verification verified) {

    boolean isPresent(Instant now) {
        return is.until() == null || is.until().isAfter(now);
    }
}
