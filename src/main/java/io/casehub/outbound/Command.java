package io.casehub.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.model.CaseId;
import io.casehub.model.SourceRef;
import java.util.UUID;

/**
 * One change to be carried to one system.
 *
 * @param id also the idempotency key, where the system takes one
 * @param record what it is about there
 * @param payload what to say; {@code value} holds a field's new value or a comment's text
 * @param sequence the version of the record that the hub knows, 0 where the system counts none
 * @param attempt the first is 1
 */
public record Command(UUID id, CaseId caseId, String system, SourceRef record, CommandKind kind, JsonNode payload,
        long sequence, int attempt) {

    public String value() {
        return payload.path("value").asText();
    }

    /** Whether it may have been told before. */
    public boolean isRepeat() {
        return attempt > 1;
    }
}
