package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.Joining;
import io.casehub.cases.OpenCase;
import io.casehub.cases.participants.Participants;
import io.casehub.intake.Threading.Found;
import io.casehub.intake.reading.words.PlainText;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Priority;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Finds the case of an interaction by evidence, the most trusted first, or opens one for it. An
 * interaction that names a case is in that one or in none.
 */
@Component
class Placing {

    private static final int LONGEST_SUBJECT = 500;

    private final Naming naming;
    private final Threading threading;
    private final Cases cases;
    private final Joining joining;
    private final Participants participants;
    private final Acknowledgements acknowledgements;

    Placing(Naming naming, Threading threading, Cases cases, Joining joining, Participants participants,
            Acknowledgements acknowledgements) {
        this.naming = naming;
        this.threading = threading;
        this.cases = cases;
        this.joining = joining;
        this.participants = participants;
        this.acknowledgements = acknowledgements;
    }

    /** The case it is in from now on; empty where it stays with its customer. */
    Optional<CaseId> place(Piece piece, KnownIds known) {
        var named = piece.said().belongsTo();
        if (named != null) {
            return naming.caseOf(piece, named).map(found -> join(piece, found));
        }
        return threading.caseOf(piece, known).map(found -> join(piece, found))
                .or(() -> joining.joinByEvidence(piece.said().source(), piece.said().isFromAPerson(), piece.said().at())
                        .map(HubCase::id))
                .or(() -> piece.opens() ? Optional.of(open(piece)) : Optional.empty());
    }

    /** Its people take part in its case. */
    void accompany(CaseId id, Piece piece) {
        var people = piece.people();
        boolean isWithSomebody = piece.said().counterpart().filter(people::contains).isPresent();
        if (!people.isEmpty()) {
            participants.tookPart(id, people, isWithSomebody ? piece.said().verified() : null);
        }
    }

    private CaseId join(Piece piece, Found found) {
        var said = piece.said();
        boolean hasAStateOfItsOwn = said.belongsTo() != null && !said.belongsTo().system().equals(Naming.HUB);
        joining.join(found.caseId(), said.source(), found.evidence(), said.isFromAPerson() && !hasAStateOfItsOwn,
                said.at());
        if (piece.arrival() == null && piece.customer() != null) {
            joining.give(found.caseId(), piece.customer(), found.evidence());
        }
        return found.caseId();
    }

    private CaseId open(Piece piece) {
        var source = piece.said().source();
        HubCase hub = cases.open(
                new OpenCase(piece.customer(), null, subject(piece), CaseStatus.NEW, Priority.NORMAL, null, source,
                        "the " + piece.said().channel().word() + " it was opened for", piece.said().at()),
                "system:" + source.system());
        piece.mail().ifPresent(mail -> acknowledgements.consider(hub, mail));
        return hub.id();
    }

    /** A mail without one says so; of a call, what it was about. */
    private static String subject(Piece piece) {
        var said = piece.said();
        var words = said.subject() == null && piece.arrival() == null ? said.text() : said.subject();
        var line = words == null ? "" : PlainText.line(words, LONGEST_SUBJECT);
        return line.isBlank() ? "(no subject)" : line;
    }
}
