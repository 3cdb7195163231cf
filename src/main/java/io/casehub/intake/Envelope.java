package io.casehub.intake;

import io.casehub.model.SourceRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about an answer to a mail except what it says.
 *
 * @param mail the mail that is answered
 * @param subject of that mail, {@code null} where it had none
 * @param messageId the answer's own, without angle brackets; a reply to it finds the case
 * @param inReplyTo the id of the mail that is answered, {@code null} where it had none
 * @param references the conversation so far, oldest first
 */
public record Envelope(SourceRef mail, String to, @Nullable String subject, String messageId,
        @Nullable String inReplyTo, List<String> references) {

    public Envelope {
        references = List.copyOf(references);
    }
}
