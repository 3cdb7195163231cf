package io.casehub.intake;

import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which mails are not taken at all: those of senders whom their mailbox refuses, and more new cases
 * of one sender than a person has in an hour. They are kept, and can be taken later.
 */
@Component
class Admission {

    private static final Duration WHILE = Duration.ofHours(1);

    private final Mailboxes mailboxes;
    private final MailReceipts receipts;
    private final Threads threads;
    private final SignedNames names;
    private final Clock clock;

    Admission(Mailboxes mailboxes, MailReceipts receipts, Threads threads, SignedNames names, Clock clock) {
        this.mailboxes = mailboxes;
        this.receipts = receipts;
        this.threads = threads;
        this.names = names;
        this.clock = clock;
    }

    /** As a sentence. */
    Optional<String> refusal(Understood mail) {
        var sender = mail.summary().sender();
        if (sender == null || mail.receipt().isAgain()) {
            return Optional.empty();
        }
        var mailbox = mailboxes.of(mail.receipt().way().mailbox());
        return mailbox.refuses(sender).map(line -> "its mailbox refuses " + line + " (mailboxes.yaml)")
                .or(() -> isTooMuch(mail, sender, mailbox.mostCases())
                        ? Optional.of("its sender opened " + mailbox.mostCases() + " cases within an hour "
                                + "(most-cases-an-hour in mailboxes.yaml): he is taken for a program")
                        : Optional.empty());
    }

    private boolean isTooMuch(Understood mail, String sender, int most) {
        return !mail.receipt().way().isBacklog()
                && receipts.count(sender, List.of(Fate.NEW_CASE), null, clock.instant().minus(WHILE)) >= most
                && isOfNoCase(mail);
    }

    private boolean isOfNoCase(Understood mail) {
        var ids = new ArrayList<String>();
        mail.tree().path("references").forEach(id -> ids.add(id.asText()));
        ids.add(mail.tree().path("inReplyTo").asText());
        return ids.stream().noneMatch(id -> names.ofId(id).isPresent())
                && mail.tree().path("to").findValuesAsText("address").stream()
                        .noneMatch(address -> names.ofAddress(address).isPresent())
                && !threads.find(ids).knows(ids);
    }
}
