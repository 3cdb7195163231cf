package io.casehub.intake;

import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.model.CaseId;
import io.casehub.model.Direction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down what became of mails that are sorted; nothing of what is none, or was sorted before.
 */
@Component
class MailFates {

    private final MailReceipts receipts;
    private final MailSteps steps;

    MailFates(MailReceipts receipts, MailSteps steps) {
        this.receipts = receipts;
        this.steps = steps;
    }

    void opened(Piece piece, CaseId id, String reason) {
        settle(piece, Fate.NEW_CASE, id, reason);
    }

    void joined(Piece piece, CaseId id, String reason) {
        settle(piece, piece.said().isFromAPerson() ? Fate.REPLY : Fate.AUTOMATIC, id,
                piece.said().isFromAPerson() ? reason : reason + "; " + whyAutomatic(piece));
    }

    /** It stays with its customer. */
    void nowhere(Piece piece) {
        settle(piece, Fate.AUTOMATIC, null, whyAutomatic(piece) + "; it belongs to no case");
    }

    private static String whyAutomatic(Piece piece) {
        return piece.said().direction() == Direction.OUTBOUND
                ? "it is a mail of our own"
                : piece.said().automatic() == null ? "no person wrote it" : String.valueOf(piece.said().automatic());
    }

    private void settle(Piece piece, Fate fate, @Nullable CaseId id, String reason) {
        MailReceipt receipt = piece.arrival();
        if (receipt != null && receipt.fate() == Fate.WAITING) {
            receipts.settle(receipt.id(), fate, reason, id);
            steps.add(receipt.id(), fate.word(), reason);
        }
    }
}
