package io.casehub.intake;

import java.util.List;
import java.util.UUID;

/**
 * A mail of ours that is ready to be sent.
 *
 * @param attachments documents of its case
 */
public record Letter(Envelope envelope, List<Enclosure> attachments) {

    public Letter {
        attachments = List.copyOf(attachments);
    }

    /** A document that is attached. */
    public record Enclosure(UUID document, String name, String contentType) {}
}
