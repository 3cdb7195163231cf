package io.casehub.intake;

import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.ingest.Records;
import io.casehub.ingest.StoredRecord;
import io.casehub.intake.Threads.Place;
import io.casehub.model.Channel;
import io.casehub.model.Entity;
import io.casehub.model.Interaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door for answering: to whom, and so that the reply finds its way back to the case. */
@Component
public class Correspondence {

    /** More would not fit one header line of every server (RFC 5322, 2.1.1). */
    private static final int MOST_REFERENCES = 20;

    private final Cases cases;
    private final Records records;
    private final Mails mails;
    private final Threads threads;
    private final MessageIds messageIds;

    Correspondence(Cases cases, Records records, Mails mails, Threads threads, MessageIds messageIds) {
        this.cases = cases;
        this.records = records;
        this.mails = mails;
        this.threads = threads;
        this.messageIds = messageIds;
    }

    /**
     * The envelope of an answer to the newest mail that a person sent to this case; empty where nobody
     * did. Every call makes another answer.
     */
    @Transactional
    public Optional<Envelope> answer(HubCase hub) {
        var linked = cases.links(List.of(hub.id())).stream().map(CaseLink::source)
                .filter(source -> source.entity() == Entity.INTERACTION).toList();
        if (linked.isEmpty()) {
            return Optional.empty();
        }
        var arrivals = mails.arrivals(linked);
        return records.current(linked).stream().map(StoredRecord::record)
                .filter(record -> record instanceof Interaction said && said.channel() == Channel.MAIL)
                .flatMap(record -> Optional.ofNullable(arrivals.get(record.source())).stream()
                        .map(arrival -> new Mail((Interaction) record, arrival)))
                .filter(mail -> mail.said().isFromAPerson() && mail.sender().isPresent())
                .max(Comparator.comparing((Mail mail) -> mail.said().at())
                        .thenComparing(mail -> mail.arrival().uid())
                        .thenComparing(mail -> mail.said().source()))
                .map(mail -> answer(hub, mail, mail.sender().orElseThrow()));
    }

    Envelope answer(HubCase hub, Mail mail, String to) {
        var said = mail.said();
        var messageId = messageIds.next(hub.number(), mail.arrival().mailbox());
        threads.save(Map.of(messageId, new Place(hub.id(), true)));
        return new Envelope(said.source(), to, said.subject(), messageId, said.messageId(),
                shortened(mail.references()));
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
}
