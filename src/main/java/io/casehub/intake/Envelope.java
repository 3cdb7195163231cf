package io.casehub.intake;

import io.casehub.model.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a mail of ours except what it says.
 *
 * @param mail the mail that is answered; of a letter that answers none, the first of its own system
 * @param to at least one address
 * @param subject of the mail that is answered or as the writer wishes, {@code null} where there is
 * none
 * @param messageId its own, without angle brackets; a reply to it finds the case
 * @param inReplyTo the id of the mail that is answered, {@code null} where there is none
 * @param references the conversation so far, oldest first
 * @param from in whose name it is sent, {@code null}: as the connector says
 * @param replyTo where answers are to go, {@code null}: to who sends it
 * @param quoted what it repeats of the mail it answers, {@code null}: nothing
 */
public record Envelope(SourceRef mail, List<String> to, List<String> cc, @Nullable String subject, String messageId,
        @Nullable String inReplyTo, List<String> references, @Nullable String from, @Nullable String replyTo,
        @Nullable String quoted) {

    public Envelope {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
    }
}
