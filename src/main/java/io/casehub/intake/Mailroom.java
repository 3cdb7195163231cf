package io.casehub.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.ingest.Receipt;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipt.Way;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The door for mail. Each mail is kept byte for byte in the transaction that moves its mailbox's
 * cursor, before anybody looks into it; then it is handled, in another one. Whatever ends between
 * the two, it waits and is handled later. The same mail is handed on once, whatever mailbox or UID
 * it comes under.
 */
@Component
public class Mailroom {

    private final MailLanding landing;
    private final MailWork work;
    private final MailReceipts receipts;
    private final MailSteps steps;
    private final Understanding understanding;
    private final Clock clock;

    Mailroom(MailLanding landing, MailWork work, MailReceipts receipts, MailSteps steps,
            Understanding understanding, Clock clock) {
        this.landing = landing;
        this.work = work;
        this.receipts = receipts;
        this.steps = steps;
        this.understanding = understanding;
        this.clock = clock;
    }

    /**
     * Takes a page of mails in. Where another page moved the cursor first, nothing of this one stays.
     */
    public Receipt accept(MailPage page) {
        var landed = landing.land(page);
        return landed.isEmpty() ? new Receipt.Outdated() : work.handle(landed.get());
    }

    /**
     * Takes one mail in that somebody hands over. The same bytes again are the same mail.
     *
     * @param system whose mappings read it
     * @param mailbox the address it was written to
     * @param raw the message as RFC 5322 bytes
     */
    public Delivered deliver(String system, @Nullable String mailbox, byte[] raw) {
        var way = new Way(system, system + "-delivered", 0, 0, mailbox, clock.instant().truncatedTo(ChronoUnit.MICROS),
                false);
        Optional<MailReceipt> landed = landing.land(way, raw, null);
        landed.ifPresent(receipt -> work.handle(List.of(receipt)));
        return landed.map(receipt -> new Delivered(receipt.id(), true))
                .orElseGet(() -> new Delivered(receipts.delivered(way, raw).id(), false));
    }

    /**
     * Has a mail handled again that was refused or quarantined, whatever refused it; what it comes to,
     * its receipt says.
     *
     * @throws ReceiptNotFound where there is none
     * @throws NotToBeHandledAgain where it has met another fate, or its bytes never came
     */
    public void handleAgain(UUID id, String actor) {
        var receipt = receipts.find(id).orElseThrow(() -> new ReceiptNotFound(id));
        if (!receipts.reopen(id)) {
            throw new NotToBeHandledAgain(receipt);
        }
        steps.add(id, "again", actor);
        work.handleOnly(id);
    }

    /**
     * What the hub understands of a mail, and knows beside ({@code docs/mail.md}), read from its bytes
     * now.
     *
     * @throws ReceiptNotFound where there is no such mail with bytes
     */
    public ObjectNode understood(UUID id) {
        return understanding.of(receipts.find(id).filter(receipt -> receipt.content() != null)
                .orElseThrow(() -> new ReceiptNotFound(id))).tree();
    }

    /** @param isNew it was not handed over before */
    public record Delivered(UUID receipt, boolean isNew) {}
}
