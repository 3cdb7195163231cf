package io.casehub.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One contact between a customer and the company. {@code thread} names what it answers (for a mail:
 * In-Reply-To and References, oldest first), {@code messageId} is what answers to it will name;
 * {@code automatic} says that a program wrote it, and why the hub thinks so.
 */
public record Interaction(SourceRef source, Revision revision, @Nullable SourceRef customer, Channel channel,
        Direction direction, Instant at, Participant from, List<Participant> to, @Nullable String subject,
        @Nullable String text, @Nullable String messageId, List<String> thread, @Nullable String automatic,
        @Nullable String order, List<DocumentRef> documents) implements Fact {

    public Interaction {
        to = List.copyOf(to);
        thread = List.copyOf(thread);
        documents = List.copyOf(documents);
    }
}
