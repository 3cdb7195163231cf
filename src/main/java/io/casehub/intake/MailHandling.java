package io.casehub.intake;

import io.casehub.cases.documents.HeldBack;
import io.casehub.ingest.Ingest;
import io.casehub.ingest.Page;
import io.casehub.ingest.Parking;
import io.casehub.ingest.RawRecord;
import io.casehub.ingest.Receipt.Landed;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Handles mails that have landed: reads them, hands them on as records, and gives each its fate,
 * all in one transaction.
 */
@Component
class MailHandling {

    private final MailReceipts receipts;
    private final MailSteps steps;
    private final MailKeys keys;
    private final Understanding understanding;
    private final Admission admission;
    private final Bounces bounces;
    private final MailErasure erasure;
    private final HeldBack heldBack;
    private final Ingest ingest;
    private final Parking parking;

    MailHandling(MailReceipts receipts, MailSteps steps, MailKeys keys, Understanding understanding,
            Admission admission, Bounces bounces, MailErasure erasure, HeldBack heldBack, Ingest ingest,
            Parking parking) {
        this.receipts = receipts;
        this.steps = steps;
        this.keys = keys;
        this.understanding = understanding;
        this.admission = admission;
        this.bounces = bounces;
        this.erasure = erasure;
        this.heldBack = heldBack;
        this.ingest = ingest;
        this.parking = parking;
    }

    /**
     * Handles mails of one route together.
     *
     * @throws MailNotHandled where a room could not take one of them; nothing stays then
     */
    @Transactional
    public Landed handle(List<MailReceipt> begun) {
        var held = new HashSet<>(receipts.hold(begun));
        var read = begun.stream().filter(receipt -> held.contains(receipt.id())).map(understanding::of)
                // keys are taken in one order by everybody
                .sorted(Comparator.comparing(MailKeys::turn)).toList();
        read.forEach(this::note);
        var taken = new HashMap<UUID, RawRecord>();
        var mails = new ArrayList<Understood>();
        for (var mail : read) {
            record(mail).ifPresent(record -> {
                taken.put(mail.receipt().id(), record);
                mails.add(mail);
            });
        }
        return taken.isEmpty() ? new Landed(0, 0, 0, 0, 0) : hand(mails, taken);
    }

    private void note(Understood mail) {
        receipts.understood(mail.receipt().id(), mail.summary());
        var authentication = mail.tree().path("authentication");
        steps.add(mail.receipt().id(), "read", mail.tree().path("warnings").size() + " warnings; authentication "
                + (authentication.isEmpty() ? "unknown" : authentication));
        mail.tree().path("attachments").forEach(file -> {
            var name = file.path("fileName").asText();
            heldBack.reason(name, file.path("contentType").asText(), file.path("size").asLong())
                    .ifPresent(why -> steps.add(mail.receipt().id(), "held-back", name + ": " + why));
        });
    }

    /** Empty where it is settled already. */
    private Optional<RawRecord> record(Understood mail) {
        var id = mail.receipt().id();
        var refusal = admission.refusal(mail);
        if (refusal.isPresent()) {
            settle(id, Fate.REFUSED, refusal.get());
            return Optional.empty();
        }
        var claim = keys.claim(mail);
        if (claim.first() != null && !claim.first().equals(id)) {
            var reason = "it is the mail of receipt " + claim.first() + ", come once more";
            receipts.duplicate(id, claim.first(), reason);
            erasure.follow(id, claim.first());
            steps.add(id, Fate.DUPLICATE.word(), reason);
            return Optional.empty();
        }
        receipts.named(id, claim.key());
        var content = mail.receipt().content();
        return Optional.of(RawRecord.of(mail.tree().put("key", claim.key())
                .put("mail", content == null ? null : content.sha256())));
    }

    private Landed hand(List<Understood> mails, Map<UUID, RawRecord> records) {
        var way = mails.getFirst().receipt().way();
        var landed = ingest.take(new Page(way.system(), way.route(),
                List.of(way.system() + "/customer", way.system() + "/interaction"), List.copyOf(records.values()), null,
                null));
        if (landed.parked() > 0) {
            throw new MailNotHandled(records.values().stream()
                    .flatMap(record -> parking.reasons(way.route(), record).stream()).toList());
        }
        var waiting = new HashSet<>(receipts.hold(mails.stream().map(Understood::receipt).toList()));
        for (var mail : mails) {
            if (waiting.contains(mail.receipt().id())) {
                settle(mail.receipt().id(), Fate.REFUSED,
                        "the mapping " + way.system() + "/interaction makes nothing of it");
            }
            bounces.note(mail);
        }
        return landed;
    }

    private void settle(UUID id, Fate fate, String reason) {
        receipts.settle(id, fate, reason, null);
        steps.add(id, fate.word(), reason);
    }
}
