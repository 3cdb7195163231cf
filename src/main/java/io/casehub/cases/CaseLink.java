package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import org.jspecify.annotations.Nullable;

/**
 * A source record that a case stands for, and what its system last said of it.
 *
 * @param evidence why it belongs to the case
 * @param status canonical; {@code null} for an interaction
 * @param order the number of the order it is about, as its source knows it
 * @param sequence the source's version number, 0 where it has none
 * @param isGone the source has deleted it
 */
public record CaseLink(CaseId caseId, SourceRef source, String evidence, @Nullable String subject,
        @Nullable CaseStatus status, @Nullable String sourceStatus, @Nullable Priority priority,
        @Nullable String assignee, @Nullable String order, long sequence, boolean isGone) {

    /** A link as its source's newest version leaves it. */
    static CaseLink saying(CaseId hub, CaseRecord said, String evidence) {
        return new CaseLink(hub, said.source(), evidence, said.subject(), said.status(), said.sourceStatus(),
                said.priority(), said.assignee(), said.order(), said.revision().sequence(), false);
    }

    CaseLink gone() {
        return new CaseLink(caseId, source, evidence, subject, status, sourceStatus, priority, assignee, order,
                sequence, true);
    }
}
