package io.casehub.intake;

import io.casehub.cases.CaseLink;
import io.casehub.cases.Cases;
import io.casehub.cases.Joining;
import io.casehub.cases.participants.Participants;
import io.casehub.intake.Threading.Found;
import io.casehub.intake.mailboxes.Mailboxes;
import io.casehub.model.CaseId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the case of an interaction by evidence, the most trusted first, or opens one for it. An
 * interaction that names a case is in that one or in none.
 */
@Component
class Placing {

    private final Naming naming;
    private final Threading threading;
    private final Reopening reopening;
    private final CaseOpening opening;
    private final Cases cases;
    private final Joining joining;
    private final Participants participants;
    private final Mailboxes mailboxes;
    private final MailFates fates;

    Placing(Naming naming, Threading threading, Reopening reopening, CaseOpening opening, Cases cases,
            Joining joining, Participants participants, Mailboxes mailboxes, MailFates fates) {
        this.naming = naming;
        this.threading = threading;
        this.reopening = reopening;
        this.opening = opening;
        this.cases = cases;
        this.joining = joining;
        this.participants = participants;
        this.mailboxes = mailboxes;
        this.fates = fates;
    }

    /** The case it is in from now on; empty where it stays with its customer. */
    Optional<CaseId> place(Piece piece, KnownIds known) {
        var named = piece.said().belongsTo();
        var placed = named == null
                ? evidence(piece, known)
                : naming.caseOf(piece, named).map(found -> join(piece, found, true));
        placed.ifPresentOrElse(id -> accompany(id, piece), () -> fates.nowhere(piece));
        return placed;
    }

    /** It is in a case already. */
    void stays(Piece piece, CaseLink link) {
        accompany(link.caseId(), piece);
        fates.joined(piece, link.caseId(), link.evidence());
    }

    private Optional<CaseId> evidence(Piece piece, KnownIds known) {
        var found = threading.caseOf(piece, known);
        if (found.isPresent()) {
            return Optional.of(join(piece, found.get()));
        }
        return byWhatItNames(piece).or(() -> piece.opens()
                ? Optional.of(open(piece, threading.suspected(piece, known).orElse(null)))
                : Optional.empty());
    }

    /** The case whose order, number or paper it speaks of. A forged sender speaks for nobody. */
    private Optional<CaseId> byWhatItNames(Piece piece) {
        return piece.isForged()
                ? Optional.empty()
                : joining.joinByEvidence(piece.said().source(), piece.said().isFromAPerson(), piece.said().at())
                        .map(hub -> {
                            fates.joined(piece, hub.id(), "what it names belongs to the case");
                            return hub.id();
                        });
    }

    private CaseId join(Piece piece, Found found) {
        if (piece.arrival() == null) {
            return join(piece, found, true);
        }
        return switch (reopening.of(piece, cases.get(found.caseId()))) {
            case JOINS -> join(piece, found, true);
            case JOINS_QUIETLY -> join(piece, found, false);
            case OPENS_ANOTHER -> opening.follow(piece, found.caseId(), reopening.reason(piece));
        };
    }

    private CaseId join(Piece piece, Found found, boolean mayReopen) {
        var said = piece.said();
        boolean hasAStateOfItsOwn = said.belongsTo() != null && !said.belongsTo().system().equals(Naming.HUB);
        var hub = joining.join(found.caseId(), said.source(), found.evidence(),
                said.isFromAPerson() && !hasAStateOfItsOwn && mayReopen, said.at());
        if (piece.arrival() == null && piece.customer() != null) {
            joining.give(found.caseId(), piece.customer(), found.evidence());
        }
        fates.joined(piece, hub.id(), found.evidence());
        return found.caseId();
    }

    private CaseId open(Piece piece, @Nullable Found suspected) {
        return suspected == null ? opening.open(piece).id() : opening.beside(piece, suspected);
    }

    /** Its people take part in its case. */
    private void accompany(CaseId id, Piece piece) {
        var people = piece.people(person -> piece.arrival() != null
                && mailboxes.isOurs(person.address(), piece.arrival().way().mailbox()));
        boolean isWithSomebody = piece.said().counterpart().filter(people::contains).isPresent();
        if (!people.isEmpty()) {
            participants.tookPart(id, people, isWithSomebody ? piece.said().verified() : null);
        }
    }
}
