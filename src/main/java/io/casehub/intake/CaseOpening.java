package io.casehub.intake;

import io.casehub.cases.CaseRelation;
import io.casehub.cases.CaseRelations;
import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.OpenCase;
import io.casehub.cases.queues.Queues;
import io.casehub.intake.Threading.Found;
import io.casehub.intake.mailboxes.Mailbox;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.intake.reading.words.Language;
import io.casehub.intake.reading.words.PlainText;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.CodeWord;
import io.casehub.model.Priority;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Opens cases for interactions, as their mailbox has it. */
@Component
class CaseOpening {

    private static final int LONGEST_SUBJECT = 500;
    private static final String HUB = "system:hub";

    private final Cases cases;
    private final CaseRelations relations;
    private final Mailboxes mailboxes;
    private final Queues queues;
    private final Acknowledgements acknowledgements;
    private final MailFates fates;

    CaseOpening(Cases cases, CaseRelations relations, Mailboxes mailboxes, Queues queues,
            Acknowledgements acknowledgements, MailFates fates) {
        this.cases = cases;
        this.relations = relations;
        this.mailboxes = mailboxes;
        this.queues = queues;
        this.acknowledgements = acknowledgements;
        this.fates = fates;
    }

    HubCase open(Piece piece) {
        return open(piece, piece.isForged()
                ? "nothing says to which case it belongs; our server says that its sender is not who he says"
                : "nothing says to which case it belongs");
    }

    /** Opens a case that follows one which was done with. */
    CaseId follow(Piece piece, CaseId before, String reason) {
        var hub = open(piece, reason);
        relations.relate(hub.id(), CaseRelation.Kind.SPAWNED_FROM, before, reason, HUB);
        return hub.id();
    }

    /**
     * Opens a case beside one that the mail speaks of without being believed, for somebody to look at.
     */
    CaseId beside(Piece piece, Found suspected) {
        var hub = open(piece, suspected.evidence());
        relations.relate(hub.id(), CaseRelation.Kind.RELATED, suspected.caseId(), suspected.evidence(), HUB);
        return hub.id();
    }

    private HubCase open(Piece piece, String reason) {
        var said = piece.said();
        var source = said.source();
        var like = like(piece);
        var priority = like.priority() == null ? null : CodeWord.of(Priority.class, like.priority());
        var queue = like.queue() == null || queues.refusal(like.queue()).isPresent() ? null : like.queue();
        HubCase hub = cases.open(
                new OpenCase(piece.customer(), like.type(), subject(piece), CaseStatus.NEW, priority,
                        like.assignee(), source, "the " + said.channel().word() + " it was opened for", said.at(),
                        new OpenCase.More(said.text(), queue, null, Map.of())),
                "system:" + source.system());
        fates.opened(piece, hub.id(), reason);
        piece.mail().ifPresent(mail -> acknowledgements.consider(hub, mail));
        return hub;
    }

    private Mailbox.Opening like(Piece piece) {
        var said = piece.said();
        return piece.arrival() == null
                ? Mailbox.Opening.NOTHING
                : mailboxes.of(piece.arrival().way().mailbox()).opening(new Mailbox.Letter(said.from().address(),
                        said.subject(), said.text(), Language.of(said.text() == null ? "" : said.text()).orElse(null)));
    }

    /** A mail without one says so; of a call, what it was about. */
    private static String subject(Piece piece) {
        var said = piece.said();
        var words = said.subject() == null && piece.arrival() == null ? said.text() : said.subject();
        var line = words == null ? "" : PlainText.line(words, LONGEST_SUBJECT);
        return line.isBlank() ? "(no subject)" : line;
    }
}
