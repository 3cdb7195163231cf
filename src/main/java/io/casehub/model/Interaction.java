package io.casehub.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One contact between a customer and the company. {@code belongsTo} names the case it is part of,
 * where its system knows one: a record of that system, or a case of the {@code hub} by id or
 * number. {@code thread} names what it answers (for a mail: In-Reply-To and References, oldest
 * first), {@code messageId} is what answers to it will name, {@code conversation} what its channel
 * calls all that belongs together; {@code automatic} says that a program wrote it, and why the hub
 * thinks so. With {@code opensCase} it opens a case where it is part of none.
 */
public record Interaction(SourceRef source, Revision revision, @Nullable SourceRef customer,
        @Nullable SourceRef belongsTo, Channel channel, Direction direction, Instant at, @Nullable Instant endedAt,
        Participant from, List<Participant> to, List<Participant> cc, @Nullable String subject, @Nullable String text,
        @Nullable String messageId, List<String> thread, @Nullable String conversation, @Nullable String automatic,
        @Nullable String recording, @Nullable Transcript transcript, @Nullable Verification verified,
        @Nullable Boolean opensCase, @Nullable String order, List<DocumentRef> documents) implements Fact {

    public Interaction {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        thread = List.copyOf(thread);
        documents = List.copyOf(documents);
    }

    /** Who of the outside it was with, as far as the channel says; a note is with nobody. */
    public Optional<Participant> counterpart() {
        if (channel == Channel.NOTE) {
            return Optional.empty();
        }
        return direction == Direction.INBOUND ? Optional.of(from) : to.stream().findFirst();
    }

    /** Neither ours nor a program's: somebody waits for an answer. */
    public boolean isFromAPerson() {
        return direction == Direction.INBOUND && channel != Channel.NOTE && automatic == null;
    }
}
