package io.casehub.connector.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.Fault;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one page of a route would bring. Nothing of it is stored and no cursor has moved.
 *
 * @param route the route that was run, as its file names it
 * @param received how many records the page had, those that are not shown included
 * @param records the first of them
 * @param cursor where the route would stand behind the page; {@code null} where it would not move
 * @param problem why the source could not be read; {@code null} where it could
 */
public record Preview(String connector, String route, int received, List<Shown> records, @Nullable String cursor,
        @Nullable String problem, Duration took) {

    public Preview {
        records = List.copyOf(records);
    }

    /** Whether the source answered and every record shown became what its mappings promise. */
    public boolean isFlawless() {
        return problem == null
                && records.stream().allMatch(record -> record.fault() == null
                        && record.made().stream().allMatch(made -> made.faults().isEmpty()));
    }

    /** The same for programs, as {@code openapi.yaml} has it. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("connector", connector).put("route", route)
                .put("received", received).put("tookMillis", took.toMillis());
        if (cursor != null) {
            json.put("cursor", cursor);
        }
        if (problem != null) {
            json.put("problem", problem);
        }
        var list = json.putArray("records");
        records.forEach(record -> list.add(record.json()));
        return json;
    }

    /**
     * A record of the source and what became of it.
     *
     * @param source as it came; text where it is not JSON
     * @param fault why no mapping was asked; {@code null} where all were
     */
    public record Shown(JsonNode source, List<Made> made, @Nullable String fault) {

        public Shown {
            made = List.copyOf(made);
        }

        private ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode().<ObjectNode>set("source", source);
            if (fault != null) {
                json.put("fault", fault);
            }
            var list = json.putArray("made");
            made.forEach(one -> list.add(one.json()));
            return json;
        }
    }

    /**
     * What one mapping made of it.
     *
     * @param mapping such as {@code crm/customer}
     * @param record in the canonical words; {@code null} where it has faults, or where the mapping says
     * that this record is nothing of its own
     */
    public record Made(String mapping, @Nullable JsonNode record, List<Fault> faults) {

        public Made {
            faults = List.copyOf(faults);
        }

        private ObjectNode json() {
            var json = JsonNodeFactory.instance.objectNode().put("mapping", mapping);
            if (record != null) {
                json.set("record", record);
            }
            var list = json.putArray("faults");
            faults.forEach(fault -> list.addObject().put("where", fault.where()).put("what", fault.what()));
            return json;
        }
    }
}
