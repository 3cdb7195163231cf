package io.casehub.intake;

import io.casehub.cases.HubCase;
import io.casehub.intake.receipts.MailReceipt;
import io.casehub.model.CustomerId;
import io.casehub.model.Direction;
import io.casehub.model.Interaction;
import io.casehub.model.Participant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An interaction to be sorted, of whatever channel: what it says, whose it is, and how it came if
 * it came as mail.
 */
record Piece(Interaction said, @Nullable CustomerId customer, @Nullable MailReceipt arrival) {

    /** Mails in the order of their mailbox: so it does not matter where a page ends. */
    static final Comparator<Piece> ORDER = Comparator
            .comparing((Piece piece) -> piece.arrival() == null ? 0 : piece.arrival().n())
            .thenComparing(piece -> piece.said().at())
            .thenComparing(piece -> piece.said().source());

    private static final int MOST_PEOPLE = 20;

    Optional<Mail> mail() {
        return Optional.ofNullable(arrival).map(way -> new Mail(said, way));
    }

    /**
     * Whether it opens a case where it is part of none: a person's mail does, and others that say so.
     */
    boolean opens() {
        return arrival == null ? Boolean.TRUE.equals(said.opensCase()) : said.isFromAPerson();
    }

    /** Whether our own server says that its sender is not who he says. */
    boolean isForged() {
        return arrival != null && arrival.isForged();
    }

    /** Whether it answers what one of us wrote to another. */
    boolean isInternal() {
        return arrival != null && arrival.isInternal();
    }

    /** The ids of what it answers, last first. */
    List<String> answered() {
        return said.thread().reversed().stream().distinct().toList();
    }

    /** The ids by which its conversation is found: what it answers, last first, and its own. */
    List<String> ids() {
        return Stream.concat(answered().stream(), Stream.ofNullable(said.messageId())).distinct().toList();
    }

    /**
     * Its conversation as an id among others; with blanks in it, so that no mail can be called so.
     */
    Optional<String> conversation() {
        return Optional.ofNullable(said.conversation()).map(id -> "conversation " + said.source().system() + " " + id);
    }

    /** Everything by which it may be found among the ids of cases. */
    List<String> traces() {
        return Stream.concat(ids().stream(), conversation().stream()).toList();
    }

    boolean isOfItsCustomer(HubCase hub) {
        return customer != null && customer.equals(hub.customer());
    }

    /**
     * Whether what it says of its case can be true. What anybody can write in a mail counts from the
     * case's own customer; a system that the hub knows is not believed where two customers are known
     * and differ.
     */
    boolean fits(HubCase hub) {
        return isOfItsCustomer(hub) || arrival == null && (customer == null || hub.customer() == null);
    }

    /**
     * A mail may answer one that its sender was copied in on, unless he is forged; what systems tell
     * must fit.
     */
    boolean mayAnswer(Supplier<HubCase> hub) {
        return arrival == null ? fits(hub.get()) : !isForged();
    }

    /**
     * Who took part for the customer, the one it was with first.
     *
     * @param isOurs who is one of us
     */
    List<Participant> people(Predicate<Participant> isOurs) {
        if (said.counterpart().isEmpty() || said.automatic() != null || isForged() || isInternal()) {
            return List.of();
        }
        var others = said.direction() == Direction.OUTBOUND ? said.to() : List.<Participant>of();
        return Stream.of(said.counterpart().stream(), others.stream(), said.cc().stream())
                .flatMap(people -> people)
                .filter(person -> !isOurs.test(person) && !isNobody(person))
                .distinct()
                .limit(MOST_PEOPLE)
                .toList();
    }

    private static boolean isNobody(Participant person) {
        return person.address() == null && "unknown".equals(person.name());
    }
}
