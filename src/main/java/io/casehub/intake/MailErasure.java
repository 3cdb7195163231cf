package io.casehub.intake;

import io.casehub.cases.CasesErased;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.intake.receipts.RawMails;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Erases the mails of erased cases: their bytes, and who wrote of what. That they came, and what
 * became of them, stays, so that the books balance and the same mail is known when it comes again.
 */
@Component
class MailErasure {

    private final MailReceipts receipts;
    private final RawMails raw;
    private final MailSteps steps;
    private final ReplyTable replies;

    MailErasure(MailReceipts receipts, RawMails raw, MailSteps steps, ReplyTable replies) {
        this.receipts = receipts;
        this.raw = raw;
        this.steps = steps;
        this.replies = replies;
    }

    @EventListener
    void on(CasesErased erased) {
        receipts.erase(erased.cases());
        sweep();
        replies.erase(erased.cases());
    }

    /** The same mail as one that was erased leaves nothing, either. */
    void follow(UUID duplicate, UUID first) {
        if (receipts.eraseAs(duplicate, first)) {
            sweep();
        }
    }

    private void sweep() {
        raw.sweep();
        steps.erase();
    }
}
