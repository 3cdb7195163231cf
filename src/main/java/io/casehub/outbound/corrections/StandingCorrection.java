package io.casehub.outbound.corrections;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.SourceRef;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A correction that its record does not say yet, or did not come to say.
 *
 * @param delivery the command that tells it
 * @param fate of the command: {@code underway}, {@code delivered} (and not read again yet),
 * {@code refused}, {@code conflict}, {@code unknown} or {@code parked}
 * @param words its system's, or why there are none
 * @param theirs in a conflict, what stands there
 */
public record StandingCorrection(UUID delivery, SourceRef record, Correction correction, String fate,
        @Nullable String words, @Nullable String theirs, String actor, Instant at) {

    /**
     * As it stands in a profile beside the present value: the schema {@code Pending} of the contract.
     */
    public ObjectNode shown(ContactField field) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("value", correction.set().get(field));
        json.put("fate", fate);
        if (words != null) {
            json.put("words", words);
        }
        if (theirs != null) {
            json.put("theirs", theirs);
        }
        json.putObject("source").put("system", record.system()).put("key", record.key());
        return json.put("actor", actor).put("at", at.toString()).put("delivery", "/api/v1/deliveries/" + delivery);
    }
}
