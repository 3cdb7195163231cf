package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.identity.PageIdentified;
import io.casehub.intake.Threading.Found;
import io.casehub.intake.reading.PlainText;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Channel;
import io.casehub.model.Interaction;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sorts mails into cases, one by one in the order of their mailbox: what belongs to a case joins
 * it, what a person writes otherwise opens one, and what programs send stays with its customer.
 */
@Component
class Sorting {

    private static final int BETWEEN_CASES_AND_VIEW = 50;
    private static final int LONGEST_SUBJECT = 500;

    private final Mails mails;
    private final Threads threads;
    private final Threading threading;
    private final Cases cases;
    private final Acknowledgements acknowledgements;

    Sorting(Mails mails, Threads threads, Threading threading, Cases cases, Acknowledgements acknowledgements) {
        this.mails = mails;
        this.threads = threads;
        this.threading = threading;
        this.cases = cases;
        this.acknowledgements = acknowledgements;
    }

    @EventListener
    @Order(BETWEEN_CASES_AND_VIEW)
    void on(PageIdentified page) {
        var unsorted = unsorted(page);
        if (unsorted.isEmpty()) {
            return;
        }
        var known = threads.find(unsorted.stream().flatMap(mail -> mail.ids().stream()).collect(Collectors.toSet()));
        unsorted.forEach(mail -> place(mail, known).ifPresent(id -> known.add(mail, id)));
        threads.save(known.added());
    }

    /** The mails of a page that came through the mailroom and are in no case yet, in their order. */
    private List<Mail> unsorted(PageIdentified page) {
        var owned = page.records().stream()
                .filter(record -> record.stored().record() instanceof Interaction said
                        && said.channel() == Channel.MAIL)
                .toList();
        if (owned.isEmpty()) {
            return List.of();
        }
        var sources = owned.stream().map(record -> record.stored().source()).toList();
        var sorted = cases.linked(sources).keySet();
        var arrivals = mails.arrivals(sources);
        return owned.stream()
                .filter(record -> !sorted.contains(record.stored().source()))
                .flatMap(record -> Optional.ofNullable(arrivals.get(record.stored().source())).stream()
                        .map(arrival -> new Mail((Interaction) record.stored().record(), record.customer(), arrival)))
                .sorted()
                .toList();
    }

    private Optional<CaseId> place(Mail mail, KnownIds known) {
        var found = threading.caseOf(mail, known);
        if (found.isPresent()) {
            return found.map(of -> join(mail, of));
        }
        var belonging = cases.joinByEvidence(mail.said().source(), mail.isFromAPerson(), mail.said().at());
        if (belonging.isPresent()) {
            return belonging.map(HubCase::id);
        }
        return mail.isFromAPerson() ? Optional.of(open(mail)) : Optional.empty();
    }

    private CaseId join(Mail mail, Found found) {
        cases.join(found.caseId(), mail.said().source(), found.evidence(), mail.isFromAPerson(), mail.said().at());
        return found.caseId();
    }

    private CaseId open(Mail mail) {
        SourceRef source = mail.said().source();
        HubCase hub = cases.open(new OpenCase(mail.customer(), null, subject(mail), CaseStatus.NEW, Priority.NORMAL,
                null, source, "the mail it was opened for", mail.said().at()), "system:" + source.system());
        acknowledgements.consider(hub, mail);
        return hub.id();
    }

    private static String subject(Mail mail) {
        var subject = mail.said().subject() == null ? "" : PlainText.line(mail.said().subject(), LONGEST_SUBJECT);
        return subject.isBlank() ? "(no subject)" : subject;
    }
}
