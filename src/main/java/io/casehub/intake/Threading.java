package io.casehub.intake;

import io.casehub.cases.Cases;
import io.casehub.cases.HubCase;
import io.casehub.cases.participants.Participants;
import io.casehub.cases.participants.Who;
import io.casehub.intake.Threads.Place;
import io.casehub.model.CaseId;
import io.casehub.model.Participant;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the case an interaction belongs to by what it answers, the most trusted evidence first: a
 * name that the hub signed, the id of a message of the case, and then what anybody can write (a
 * case number in the subject, the id of a mail the hub never met), which counts only from somebody
 * who takes part.
 */
@Component
class Threading {

    private static final Pattern TOKEN = Pattern.compile("\\[(CH-[0-9]{6,12})]");

    private final Cases cases;
    private final Participants participants;
    private final SignedNames names;

    Threading(Cases cases, Participants participants, SignedNames names) {
        this.cases = cases;
        this.participants = participants;
        this.names = names;
    }

    Optional<Found> caseOf(Piece piece, KnownIds known) {
        return signed(piece)
                .or(() -> answered(piece, known).map(id -> new Found(id, "it answers a message of the case")))
                .or(() -> named(piece).filter(hub -> takesPart(piece, hub))
                        .map(hub -> new Found(hub.id(), piece.isOfItsCustomer(hub)
                                ? "the case's customer names its number"
                                : "somebody who takes part in the case names its number"))
                        .findFirst())
                .or(() -> beside(piece, known)
                        .map(id -> new Found(id, "the same conversation of the case's customer")));
    }

    /**
     * The case that a mail speaks of without being believed: a stranger names its number, or a forged
     * sender answers a message of it.
     */
    Optional<Found> suspected(Piece piece, KnownIds known) {
        return piece.arrival() == null
                ? Optional.empty()
                : seen(piece.ids().stream(), known).findFirst()
                        .map(id -> new Found(id, "a mail whose sender is not who he says answers a message of it"))
                        .or(() -> named(piece).findFirst()
                                .map(hub -> new Found(hub.id(), "somebody who takes no part in it names its number")));
    }

    private Optional<Found> signed(Piece piece) {
        if (piece.arrival() == null) {
            return Optional.empty();
        }
        var people = Stream.concat(piece.said().to().stream(), piece.said().cc().stream());
        return people.flatMap(person -> Stream.ofNullable(person.address()))
                .flatMap(address -> names.ofAddress(address).stream())
                .flatMap(number -> cases.byNumber(number).stream())
                .map(hub -> new Found(hub.id(), "it was sent to the case's own address"))
                .findFirst()
                .or(() -> piece.answered().stream().flatMap(id -> names.ofId(id).stream())
                        .flatMap(ours -> cases.byNumber(ours.number()).stream())
                        .map(hub -> new Found(hub.id(), "it answers a mail of ours, by its signed id"))
                        .findFirst());
    }

    /** Who sends another mail under the id of one that is in, takes part or is a stranger. */
    private Optional<CaseId> answered(Piece piece, KnownIds known) {
        return seen(piece.answered().stream(), known)
                .filter(id -> piece.mayAnswer(() -> cases.get(id)))
                .findFirst()
                .or(() -> seen(Stream.ofNullable(piece.said().messageId()), known)
                        .filter(id -> takesPart(piece, cases.get(id))).findFirst());
    }

    private static Stream<CaseId> seen(Stream<String> ids, KnownIds known) {
        return ids.flatMap(id -> known.find(id).stream()).filter(Place::isSeen).map(Place::caseId);
    }

    private Stream<HubCase> named(Piece piece) {
        var subject = piece.said().subject() == null ? "" : piece.said().subject();
        return TOKEN.matcher(subject).results().map((MatchResult token) -> token.group(1))
                .flatMap(number -> cases.byNumber(number).stream());
    }

    private boolean takesPart(Piece piece, HubCase hub) {
        return !piece.isForged() && (piece.isOfItsCustomer(hub) || piece.arrival() != null && piece.said().counterpart()
                .filter(person -> participants.of(hub.id()).stream().anyMatch(one -> isSame(one.is().who(), person)))
                .isPresent());
    }

    private static boolean isSame(Who who, Participant person) {
        return person.address() != null && who.equals(Who.of(person));
    }

    /**
     * Another one of the case answers the same mail, or answers this one and was quicker, or is of the
     * same conversation.
     */
    private Optional<CaseId> beside(Piece piece, KnownIds known) {
        return piece.isForged()
                ? Optional.empty()
                : piece.traces().stream()
                        .flatMap(id -> known.find(id).stream())
                        .map(place -> cases.get(place.caseId()))
                        .filter(piece::fits)
                        .map(HubCase::id)
                        .findFirst();
    }

    /** A case, and why an interaction belongs to it. */
    record Found(CaseId caseId, String evidence) {}
}
