package io.casehub.intake;

import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.intake.Threads.Place;
import io.casehub.intake.mailboxes.Mailbox;
import io.casehub.intake.mailboxes.Mailbox.Quote;
import io.casehub.intake.mailboxes.Mailbox.ReplyAddress;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.receipts.MailReceipts;
import io.casehub.model.Channel;
import io.casehub.model.Entity;
import io.casehub.model.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door for answering: to whom, and so that the reply finds its way back to the case. */
@Component
public class Correspondence {

    /** More would not fit one header line of every server (RFC 5322, 2.1.1). */
    private static final int MOST_REFERENCES = 20;

    private final Cases cases;
    private final Records records;
    private final MailReceipts receipts;
    private final Threads threads;
    private final SignedNames names;
    private final Mailboxes mailboxes;

    Correspondence(Cases cases, Records records, MailReceipts receipts, Threads threads, SignedNames names,
            Mailboxes mailboxes) {
        this.cases = cases;
        this.records = records;
        this.receipts = receipts;
        this.threads = threads;
        this.names = names;
        this.mailboxes = mailboxes;
    }

    /**
     * The envelope of an answer to the newest mail that a person sent to this case; empty where nobody
     * did. Every call makes another answer.
     */
    @Transactional
    public Optional<Envelope> answer(HubCase hub) {
        return newest(hub).map(mail -> answer(hub, mail, Wish.of(mail.sender().orElseThrow())));
    }

    /** The newest mail to a case whose sender waits for an answer. */
    Optional<Mail> newest(HubCase hub) {
        var linked = cases.links(List.of(hub.id())).stream().map(CaseLink::source)
                .filter(source -> source.entity() == Entity.INTERACTION).toList();
        if (linked.isEmpty()) {
            return Optional.empty();
        }
        var arrivals = receipts.of(linked);
        return records.current(linked).stream().map(StoredRecord::record)
                .filter(record -> record instanceof Interaction said && said.channel() == Channel.MAIL)
                .flatMap(record -> Optional.ofNullable(arrivals.get(record.source())).stream()
                        .map(arrival -> new Mail((Interaction) record, arrival)))
                .filter(mail -> mail.isToBeAnswered() && mail.sender().isPresent())
                .max(Comparator.comparing((Mail mail) -> mail.said().at())
                        .thenComparing(mail -> mail.arrival().n())
                        .thenComparing(mail -> mail.said().source()));
    }

    Envelope answer(HubCase hub, Mail mail, Wish wish) {
        var said = mail.said();
        var address = mail.arrival().way().mailbox();
        var mailbox = mailboxes.of(address);
        var messageId = names.nextId(hub.number(), address, wish.isInternal());
        threads.save(Map.of(messageId, new Place(hub.id(), true)));
        boolean quotes = wish.quotes() == null ? mailbox.quote() == Quote.LAST : wish.quotes();
        return new Envelope(said.source(), wish.to(), wish.cc(),
                wish.subject() == null ? said.subject() : wish.subject(),
                messageId, said.messageId(), shortened(mail.references()), mailbox.from(),
                replyTo(hub, address, mailbox), quotes ? Quotation.of(said) : null);
    }

    private @Nullable String replyTo(HubCase hub, @Nullable String address, Mailbox mailbox) {
        return address != null && mailbox.replyAddress() == ReplyAddress.TAGGED
                ? names.address(hub.number(), address)
                : null;
    }

    /** The beginning of the conversation and its end (RFC 5322, 3.6.4, lets the middle go). */
    private static List<String> shortened(List<String> references) {
        if (references.size() <= MOST_REFERENCES) {
            return references;
        }
        var kept = new ArrayList<>(references.subList(0, 1));
        kept.addAll(references.subList(references.size() - MOST_REFERENCES + 1, references.size()));
        return kept;
    }

    /**
     * How an answer is wished to be.
     *
     * @param subject {@code null}: as that of the mail
     * @param quotes {@code null}: as the mailbox has it
     */
    record Wish(List<String> to, List<String> cc, @Nullable String subject, boolean isInternal,
            @Nullable Boolean quotes) {

        static Wish of(String to) {
            return new Wish(List.of(to), List.of(), null, false, null);
        }
    }
}
