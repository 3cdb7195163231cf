package io.casehub.intake;

import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.receipts.Fate;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.intake.receipts.MailSteps;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which mails are not taken at all: those that do harm, those of senders whom their mailbox
 * refuses, and more new cases of one sender than a person has in an hour. They are kept, and can be
 * taken later.
 */
@Component
class Admission {

    private static final Duration WHILE = Duration.ofHours(1);

    private final Mailboxes mailboxes;
    private final MailReceipts receipts;
    private final Threads threads;
    private final SignedNames names;
    private final Scanner scanner;
    private final MailSteps steps;
    private final Clock clock;

    Admission(Mailboxes mailboxes, MailReceipts receipts, Threads threads, SignedNames names, Scanner scanner,
            MailSteps steps, Clock clock) {
        this.mailboxes = mailboxes;
        this.receipts = receipts;
        this.threads = threads;
        this.names = names;
        this.scanner = scanner;
        this.steps = steps;
        this.clock = clock;
    }

    /**
     * As a sentence.
     *
     * @throws ScannerSilent where nobody says whether it does harm
     */
    Optional<String> refusal(Understood mail) {
        return mail.receipt().isAgain() ? Optional.empty() : harm(mail).or(() -> rule(mail));
    }

    private Optional<String> harm(Understood mail) {
        var verdict = scanner.scan(new ByteArrayInputStream(mail.raw()));
        steps.add(mail.receipt().id(), "scanned", verdict.how());
        return Optional.ofNullable(verdict.found()).map(found -> "clamd found " + found + " in it");
    }

    private Optional<String> rule(Understood mail) {
        var sender = mail.summary().sender();
        if (sender == null) {
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
