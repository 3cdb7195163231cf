package io.casehub.intake;

import io.casehub.cases.HubCase;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.intake.receipts.MailReceipts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * What a mail does to the case that it belongs to: an answer opens it again, unless it was done
 * with too long ago, or its sender, or all of them, write as fast as programs do.
 */
@Component
class Reopening {

    private static final int MOST_AN_HOUR = 20;
    /** Of all together: a program may use an address for each mail. */
    private static final int MOST_OF_ALL = 60;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Mailboxes mailboxes;
    private final MailReceipts receipts;
    private final Clock clock;

    Reopening(Mailboxes mailboxes, MailReceipts receipts, Clock clock) {
        this.mailboxes = mailboxes;
        this.receipts = receipts;
        this.clock = clock;
    }

    /** What is to be done with it. */
    enum Step {
        JOINS,
        JOINS_QUIETLY,
        OPENS_ANOTHER
    }

    Step of(Piece mail, HubCase hub) {
        if (!mail.said().isFromAPerson() || hub.status().isInHand()) {
            return Step.JOINS;
        }
        if (mail.isInternal() || isAFlood(mail, hub)) {
            return Step.JOINS_QUIETLY;
        }
        return hub.status().isFinal() && hub.changedAt().isBefore(mail.said().at().minus(Duration.ofDays(days(mail))))
                ? Step.OPENS_ANOTHER
                : Step.JOINS;
    }

    String reason(Piece mail) {
        return "it answers a case that was done with more than " + days(mail)
                + " days ago (reopen-days in mailboxes.yaml)";
    }

    private int days(Piece mail) {
        return mailboxes.of(arrival(mail).way().mailbox()).reopenDays();
    }

    private boolean isAFlood(Piece mail, HubCase hub) {
        var since = clock.instant().minus(HOUR);
        var summary = arrival(mail).summary();
        return summary != null && summary.sender() != null && receipts.count(summary.sender(),
                List.of(Fate.REPLY, Fate.NEW_CASE), hub.id(), since) >= MOST_AN_HOUR
                || receipts.count(hub.id(), since) >= MOST_OF_ALL;
    }

    private static MailReceipt arrival(Piece mail) {
        return Objects.requireNonNull(mail.arrival(), "mails alone are asked about");
    }
}
