package io.casehub.cases;

import io.casehub.model.CaseId;
import io.casehub.model.CaseRecord;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.Priority;
import io.casehub.model.Revision;
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
 * @param knownAt the time of the newest version that was read or shown by an answer, in the
 * source's time
 * @param saidAt since when its source says so of the status, in the source's time
 * @param isGone the source has deleted it
 */
public record CaseLink(CaseId caseId, SourceRef source, String evidence, @Nullable String subject,
        @Nullable CaseStatus status, @Nullable String sourceStatus, @Nullable Priority priority,
        @Nullable String assignee, @Nullable String order, long sequence, @Nullable Instant knownAt, boolean isGone,
        @Nullable Instant saidAt) {

    /** A record that has no status of its own: a mail, a call, a case opened in the hub. */
    static CaseLink to(CaseId hub, SourceRef record, String evidence) {
        return new CaseLink(hub, record, evidence, null, null, null, null, null, null, 0, null, false, null);
    }

    /** A source case as it was first met. */
    static CaseLink first(CaseId hub, CaseRecord said, String evidence) {
        return to(hub, said.source(), evidence).saying(said);
    }

    /** A link as its source's newest version leaves it. */
    public CaseLink saying(CaseRecord said) {
        var since = saidAt != null && status == said.status() && !isGone ? saidAt : said.revision().changedAt();
        return new CaseLink(caseId, source, evidence, said.subject(), said.status(), said.sourceStatus(),
                said.priority(), said.assignee(), said.order(), said.revision().sequence(),
                later(knownAt, said.revision().changedAt()), false, since);
    }

    /** A link whose source has deleted its record. */
    public CaseLink gone() {
        return new CaseLink(caseId, source, evidence, subject, status, sourceStatus, priority, assignee, order,
                sequence, knownAt, true, saidAt);
    }

    /** What its source is known to say of a field after it was told so. */
    CaseLink told(CaseField field, Told what, Instant at) {
        var now = field == CaseField.STATUS && what.value() != null
                ? CodeWord.of(CaseStatus.class, what.value())
                : status;
        return new CaseLink(caseId, source, evidence, subject, now,
                field == CaseField.STATUS && what.sourceWord() != null ? what.sourceWord() : sourceStatus,
                field == CaseField.PRIORITY && what.value() != null
                        ? CodeWord.of(Priority.class, what.value())
                        : priority,
                field == CaseField.ASSIGNEE ? what.value() : assignee, order, Math.max(what.sequence(), sequence),
                later(knownAt, what.changedAt()),
                isGone, now == status ? saidAt : at);
    }

    /**
     * Whether a version is older than what was read, or an answer has shown, since. A later time makes
     * up for a lower number: its system counts anew.
     */
    public boolean isAheadOf(Revision version) {
        boolean isLater = knownAt != null && version.changedAt().isAfter(knownAt);
        return !isLater && (version.sequence() > 0 && sequence > 0
                ? version.sequence() < sequence
                : knownAt != null && version.changedAt().isBefore(knownAt));
    }

    /** What its source says of a field that can be told. */
    public @Nullable String value(CaseField field) {
        return switch (field) {
            case STATUS -> status == null ? null : status.word();
            case PRIORITY -> priority == null ? null : priority.word();
            case ASSIGNEE -> assignee;
            default -> null;
        };
    }

    /**
     * What a source was told, or showed when it was.
     *
     * @param value in the hub's words
     * @param sourceWord of a status, in its own, where it is known
     * @param changedAt with {@code sequence}: the version that has it, as far as is known
     */
    public record Told(@Nullable String value, @Nullable String sourceWord, @Nullable Instant changedAt,
            long sequence) {}

    /** Whether it says what another says, of another version. */
    boolean saysWhat(CaseLink other) {
        return new CaseLink(caseId, source, evidence, subject, status, sourceStatus, priority, assignee, order,
                other.sequence, other.knownAt, isGone, saidAt).equals(other);
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other != null && other.isAfter(one) ? other : one;
    }

    CaseLink movedTo(CaseId other, String why) {
        return new CaseLink(other, source, why, subject, status, sourceStatus, priority, assignee, order, sequence,
                knownAt, isGone, saidAt);
    }
}
