package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.intake.Threads.Place;
import io.casehub.model.CaseId;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds the case an interaction belongs to by what it answers, the most trusted evidence first.
 * What anybody can write (a case number in the subject, the id of a mail the hub never met) counts
 * only from the case's own customer.
 */
@Component
class Threading {

    private static final Pattern TOKEN = Pattern.compile("\\[(CH-[0-9]{6,12})]");

    private final Cases cases;
    private final MessageIds messageIds;

    Threading(Cases cases, MessageIds messageIds) {
        this.cases = cases;
        this.messageIds = messageIds;
    }

    Optional<Found> caseOf(Piece piece, KnownIds known) {
        return piece.ids().stream().flatMap(id -> known(id, known).stream())
                .filter(id -> piece.mayAnswer(() -> cases.get(id)))
                .findFirst()
                .map(id -> new Found(id, "it answers a message of the case"))
                .or(() -> named(piece).map(id -> new Found(id, "the case's customer names its number")))
                .or(() -> beside(piece, known)
                        .map(id -> new Found(id, "the same conversation of the case's customer")));
    }

    private Optional<CaseId> known(String id, KnownIds known) {
        return known.find(id).filter(Place::isSeen).map(Place::caseId)
                .or(() -> messageIds.caseNumber(id).flatMap(cases::byNumber).map(HubCase::id));
    }

    private Optional<CaseId> named(Piece piece) {
        var subject = piece.said().subject() == null ? "" : piece.said().subject();
        return TOKEN.matcher(subject).results().map((MatchResult token) -> token.group(1))
                .flatMap(number -> cases.byNumber(number).stream())
                .filter(piece::isOfItsCustomer)
                .map(HubCase::id)
                .findFirst();
    }

    /**
     * Another one of the case answers the same mail, or answers this one and was quicker, or is of the
     * same conversation.
     */
    private Optional<CaseId> beside(Piece piece, KnownIds known) {
        return piece.traces().stream()
                .flatMap(id -> known.find(id).stream())
                .map(place -> cases.get(place.caseId()))
                .filter(piece::fits)
                .map(HubCase::id)
                .findFirst();
    }

    /** A case, and why an interaction belongs to it. */
    record Found(CaseId caseId, String evidence) {}
}
