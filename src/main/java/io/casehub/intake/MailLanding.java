package io.casehub.intake;

import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Receipt;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipt.Content;
import io.casehub.intake.receipts.MailReceipt.Way;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.intake.receipts.RawMails;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails come to rest here before anybody looks into them: their bytes and their receipts, in the
 * transaction that moves their mailbox's cursor.
 */
@Component
class MailLanding {

    private final Ingest ingest;
    private final RawMails raw;
    private final MailReceipts receipts;
    private final MailSteps steps;

    MailLanding(Ingest ingest, RawMails raw, MailReceipts receipts, MailSteps steps) {
        this.ingest = ingest;
        this.raw = raw;
        this.receipts = receipts;
        this.steps = steps;
    }

    /**
     * Those of a page that are to be handled now; empty where another page moved the cursor first, and
     * nothing of this one stayed.
     */
    @Transactional
    public Optional<List<MailReceipt>> land(MailPage page) {
        var moved = ingest.accept(new Page(page.system(), page.route(), List.of(), List.of(), page.before(),
                page.after()));
        if (moved instanceof Receipt.Outdated) {
            return Optional.empty();
        }
        var landed = new ArrayList<MailReceipt>();
        for (var mail : page.mails()) {
            var way = new Way(page.system(), page.route(), page.uidValidity(), mail.uid(), page.address(),
                    mail.receivedAt(), mail.backlog());
            land(way, mail.raw(), mail.fault()).filter(receipt -> receipt.content() != null).ifPresent(landed::add);
        }
        return Optional.of(landed);
    }

    /** Empty where this very mail came this very way before. */
    @Transactional
    public Optional<MailReceipt> land(Way way, byte[] bytes, @Nullable String fault) {
        var content = bytes.length > 0 || fault == null ? new Content(raw.keep(bytes), bytes.length) : null;
        var receipt = receipts.enter(way, content, fault);
        receipt.ifPresent(entered -> steps.add(entered.id(), content == null ? "quarantined" : "stored",
                content == null ? fault : content.size() + " bytes, SHA-256 " + content.sha256()));
        return receipt;
    }
}
