package io.casehub.outbound.corrections;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.model.CodeWord;
import io.casehub.model.CustomerRecord;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * New values for some fields of one customer record.
 *
 * @param set by field: a text, or the parts of an address
 * @param was what the record said of these fields when it was decided
 * @param kind of customer, {@code person} or {@code organisation}
 */
public record Correction(Map<ContactField, JsonNode> set, ObjectNode was, String kind) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public Correction {
        set = Collections.unmodifiableMap(new EnumMap<>(set));
    }

    public static Correction of(Map<ContactField, JsonNode> set, CustomerRecord record) {
        return new Correction(set, said(set, record), record.kind().word());
    }

    /** Read out of the payload of its command. */
    public static Correction read(JsonNode payload) {
        var set = new EnumMap<ContactField, JsonNode>(ContactField.class);
        payload.path("set").properties()
                .forEach(entry -> set.put(CodeWord.of(ContactField.class, entry.getKey()), entry.getValue()));
        return new Correction(set, payload.path("was") instanceof ObjectNode was ? was : JSON.objectNode(),
                payload.path("kind").asText());
    }

    /** What its mapping is given, beside what every command has. */
    public ObjectNode payload() {
        var payload = JSON.objectNode().put("kind", kind);
        var values = payload.putObject("set");
        set.forEach((field, value) -> values.set(field.word(), value));
        return payload.set("was", was);
    }

    /** Whether a record says all of it. */
    public boolean isSaidBy(CustomerRecord record) {
        return set.entrySet().stream().allMatch(entry -> entry.getKey().isSaid(record, entry.getValue()));
    }

    /** Whether a record still says, of these fields, what it said when this was decided. */
    public boolean isUntouched(CustomerRecord record) {
        return was.equals(said(record));
    }

    /**
     * Whether whatever a record says otherwise by now is another correction's word: then nobody else
     * has changed it.
     */
    public boolean isUntouchedBut(CustomerRecord record, Iterable<Correction> earlier) {
        return set.keySet().stream().allMatch(field -> was.path(field.word()).equals(field.said(record))
                || isSaid(field, record, earlier));
    }

    /** What a record says of these fields. */
    public ObjectNode said(CustomerRecord record) {
        return said(set, record);
    }

    private static boolean isSaid(ContactField field, CustomerRecord record, Iterable<Correction> corrections) {
        for (var correction : corrections) {
            var wanted = correction.set().get(field);
            if (wanted != null && field.isSaid(record, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode said(Map<ContactField, JsonNode> set, CustomerRecord record) {
        var said = JSON.objectNode();
        set.keySet().forEach(field -> said.set(field.word(), field.said(record)));
        return said;
    }
}
