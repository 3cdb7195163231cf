package io.casehub.intake;

import io.casehub.ingest.Receipt.Landed;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import io.casehub.mapping.MappingUnusable;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to it that every mail that waits meets its fate: several together while all is well, one
 * alone where one of them cannot be handled. That one goes to quarantine; what ails the hub and not
 * the mail leaves it waiting.
 */
@Component
class MailWork {

    private static final Logger log = LoggerFactory.getLogger(MailWork.class);
    private static final long LARGEST = 8L * 1024 * 1024;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration LATER = Duration.ofSeconds(10);
    private static final long EVERY_TWO_SECONDS = 2000;

    private final MailReceipts receipts;
    private final MailSteps steps;
    private final MailHandling handling;
    private final TransactionTemplate transaction;
    private final MeterRegistry meters;

    MailWork(MailReceipts receipts, MailSteps steps, MailHandling handling, TransactionTemplate transaction,
            MeterRegistry meters) {
        this.receipts = receipts;
        this.steps = steps;
        this.handling = handling;
        this.transaction = transaction;
        this.meters = meters;
    }

    /**
     * Handles what nobody has begun: left by a hub that ended, put off, or to be handled again. One by
     * one, so that it is known at which of them a hub ends.
     */
    @Scheduled(fixedDelay = EVERY_TWO_SECONDS, initialDelay = EVERY_TWO_SECONDS)
    void handleWaiting() {
        try {
            for (var next = receipts.beginNext(); next.isPresent(); next = receipts.beginNext()) {
                alone(next.get());
            }
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("mails wait for the database");
        }
    }

    /** Handles one mail now, if it waits and nobody has begun it. */
    void handleOnly(UUID id) {
        receipts.begin(id).ifPresent(this::alone);
    }

    /** Handles mails that the caller has begun, in their order. */
    Landed handle(List<MailReceipt> begun) {
        var landed = new Landed(0, 0, 0, 0, 0);
        var together = new ArrayList<MailReceipt>();
        long size = 0;
        for (var receipt : begun) {
            if (!together.isEmpty() && (size + size(receipt) > LARGEST || !isLike(receipt, together.getFirst()))) {
                landed = landed.plus(together(together));
                together.clear();
                size = 0;
            }
            together.add(receipt);
            size += size(receipt);
        }
        return together.isEmpty() ? landed : landed.plus(together(together));
    }

    /** What was begun before and came to no end goes alone. */
    private static boolean isLike(MailReceipt one, MailReceipt other) {
        return one.way().route().equals(other.way().route()) && one.attempts() <= 1 && other.attempts() <= 1;
    }

    private static long size(MailReceipt receipt) {
        return receipt.content() == null ? 0 : receipt.content().size();
    }

    private Landed together(List<MailReceipt> mails) {
        if (mails.size() == 1) {
            return alone(mails.getFirst());
        }
        try {
            var landed = handling.handle(mails);
            count(mails);
            return landed;
        } catch (RuntimeException e) {
            return mails.stream().map(this::alone).reduce(new Landed(0, 0, 0, 0, 0), Landed::plus);
        }
    }

    private Landed alone(MailReceipt mail) {
        if (mail.attempts() > MOST_ATTEMPTS) {
            quarantine(mail, "the hub ended " + MOST_ATTEMPTS + " times while it was handling this mail");
            return new Landed(0, 0, 0, 0, 0);
        }
        try {
            var landed = handling.handle(List.of(mail));
            count(List.of(mail));
            return landed;
        } catch (RuntimeException e) {
            if (isTheHubs(e)) {
                postpone(mail, e);
            } else {
                quarantine(mail, e instanceof MailNotHandled ? String.valueOf(e.getMessage()) : e.toString());
            }
            return new Landed(0, 0, 0, 0, 0);
        }
    }

    /** Whether the database, a mapping or the scanner is in trouble, not the mail. */
    private static boolean isTheHubs(RuntimeException failure) {
        return failure instanceof MappingUnusable || failure instanceof ScannerSilent
                || failure instanceof TransactionException
                || failure instanceof TransientDataAccessException
                || failure instanceof DataAccessResourceFailureException;
    }

    private void postpone(MailReceipt mail, RuntimeException failure) {
        var reason = failure instanceof MappingUnusable || failure instanceof ScannerSilent
                ? String.valueOf(failure.getMessage())
                : "the database was in trouble: " + failure.getClass().getSimpleName();
        log.atWarn().addKeyValue("receipt", mail.id()).addKeyValue("reason", reason).log("mail waits");
        receipts.postpone(mail.id(), LATER, reason);
    }

    private void quarantine(MailReceipt mail, String reason) {
        transaction.executeWithoutResult(status -> {
            if (!receipts.hold(List.of(mail)).isEmpty()) {
                receipts.settle(mail.id(), Fate.QUARANTINED, reason, null);
                steps.add(mail.id(), Fate.QUARANTINED.word(), reason);
            }
        });
        log.atWarn().addKeyValue("receipt", mail.id()).log("mail was quarantined");
        count(List.of(mail));
    }

    private void count(List<MailReceipt> mails) {
        mails.forEach(mail -> receipts.find(mail.id()).ifPresent(now -> meters
                .counter("casehub.mails", "route", now.way().route(), "fate", now.fate().word()).increment()));
    }
}
