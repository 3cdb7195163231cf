package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A source record that a case stands for, and what its system last said of it.
 *
 * @param evidence why it belongs to the case
 * @param status canonical; {@code null} for an interaction
 * @param order the number of the order it is about, as its source knows it
 * @param sequence the source's version number, 0 where it has none
 * @param saidAt since when its source says so of the status, in the source's time
 * @param isGone the source has deleted it
 */
public record CaseLink(CaseId caseId, SourceRef source, String evidence, @Nullable String subject,
        @Nullable CaseStatus status, @Nullable String sourceStatus, @Nullable Priority priority,
        @Nullable String assignee, @Nullable String order, long sequence, boolean isGone,
        @Nullable Instant saidAt) {

    /** A record that has no status of its own: a mail, a call, a case opened in the hub. */
    static CaseLink to(CaseId hub, SourceRef record, String evidence) {
        return new CaseLink(hub, record, evidence, null, null, null, null, null, null, 0, false, null);
    }

    /** A source case as it was first met. */
    static CaseLink first(CaseId hub, CaseRecord said, String evidence) {
        return to(hub, said.source(), evidence).saying(said);
    }

    /** A link as its source's newest version leaves it. */
    CaseLink saying(CaseRecord said) {
        var since = saidAt != null && status == said.status() && !isGone ? saidAt : said.revision().changedAt();
        return new CaseLink(caseId, source, evidence, said.subject(), said.status(), said.sourceStatus(),
                said.priority(), said.assignee(), said.order(), said.revision().sequence(), false, since);
    }

    CaseLink gone() {
        return new CaseLink(caseId, source, evidence, subject, status, sourceStatus, priority, assignee, order,
                sequence, true, saidAt);
    }

    /** What its source is known to say after it was told so. */
    CaseLink told(CaseStatus now, @Nullable String word, long version, Instant at) {
        return new CaseLink(caseId, source, evidence, subject, now, word == null ? sourceStatus : word, priority,
                assignee, order, Math.max(version, sequence), isGone, now == status ? saidAt : at);
    }

    CaseLink movedTo(CaseId other, String why) {
        return new CaseLink(other, source, why, subject, status, sourceStatus, priority, assignee, order, sequence,
                isGone, saidAt);
    }
}
