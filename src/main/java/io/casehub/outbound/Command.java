package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.SourceRef;
import java.util.UUID;

/**
 * One change to be carried to one system.
 *
 * @param id also the idempotency key, where the system takes one
 * @param topic what it is about in the hub
 * @param record what it is about there
 * @param payload what to say; {@code value} holds a field's new value or a comment's text
 * @param sequence the version of the record that the hub knows, 0 where the system counts none
 * @param manner how far it may have been told before
 */
public record Command(UUID id, Topic topic, SourceRef record, CommandKind kind, JsonNode payload, long sequence,
        Manner manner) {

    public String system() {
        return record.system();
    }

    public String value() {
        return payload.path("value").asText();
    }

    /** As mappings see it: the payload, and what every command has. */
    public ObjectNode input() {
        ObjectNode input = payload.deepCopy();
        return input.put("id", id.toString()).put("entity", record.entity().word()).put("key", record.key())
                .put("sequence", sequence);
    }

    /** Whether it may have been told before. */
    public boolean isRepeat() {
        return manner != Manner.FIRST;
    }

    /** How a command is to be told. */
    public enum Manner {
        /** It certainly was not told yet. */
        FIRST,
        /** It may have been: where that can be asked, it is asked first. */
        AGAIN,
        /**
         * It may have been and must not be twice: it is asked about, and told only where it is certain that
         * it was not.
         */
        DOUBTFUL
    }
}
