package io.casehub.intake.receipts;

import io.casehub.model.CaseId;
import io.casehub.model.Entity;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One time that a mail came, and what became of it.
 *
 * @param n grows with every mail that comes
 * @param way where it came from
 * @param content its bytes; {@code null} where its server never gave them, and where they were
 * erased
 * @param fault why the bytes are not the whole mail; {@code null} where they are
 * @param reason of its fate, a sentence; of one that waits, why it does, if that is known
 * @param key of the record made of it, {@code null} before
 * @param duplicateOf the receipt of the mail that this one is, too
 * @param caseId the case it was put into; where it is now, its link says
 * @param summary what a list shows of it, {@code null} until it was understood
 * @param isAgain somebody had it handled again, whatever refused it
 * @param attempts how often it was begun
 */
public record MailReceipt(UUID id, long n, Way way, @Nullable Content content, Instant storedAt,
        @Nullable String fault, Fate fate, @Nullable String reason, @Nullable String key, @Nullable UUID duplicateOf,
        @Nullable CaseId caseId, @Nullable Summary summary, boolean isAgain, int attempts,
        @Nullable Instant settledAt) {

    /**
     * The way a mail came.
     *
     * @param route that read it
     * @param uidValidity the life of the folder that the UID is of; 0 where there is none
     * @param mailbox the address people write to, if the mailbox has one
     * @param isBacklog it was there before the hub was
     */
    public record Way(String system, String route, long uidValidity, long uid, @Nullable String mailbox,
            Instant receivedAt, boolean isBacklog) {}

    /** @param sha256 in hex */
    public record Content(String sha256, long size) {}

    /**
     * What is told of a mail in a line.
     *
     * @param isForged our own server says that the sender is not who he says
     * @param isInternal it answers what one of us wrote to another
     */
    public record Summary(@Nullable String messageId, @Nullable String sender, @Nullable String subject,
            boolean isForged, boolean isInternal) {}

    /** The record that was made of it. */
    public Optional<SourceRef> record() {
        return Optional.ofNullable(key).map(known -> new SourceRef(way.system(), Entity.INTERACTION, known));
    }

    public boolean isForged() {
        return summary != null && summary.isForged();
    }

    public boolean isInternal() {
        return summary != null && summary.isInternal();
    }
}
