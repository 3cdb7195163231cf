package io.casehub.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.mapping.Fault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of stored records under a changed mapping.
 * {@code looked = unchanged + changed +
 * failing + vanishing}.
 *
 * @param mapping such as {@code crm/customer}
 * @param stored how many records it made that are current
 * @param looked how many of them were mapped once more
 * @param failing how many could not be mapped any more
 * @param vanishing how many would say nothing, or that they are deleted
 * @param fields where the changed ones differ, the field of most records first
 * @param faults why the failing ones fail, the fault of most records first
 */
public record DiffReport(String mapping, long stored, int looked, int unchanged, int changed, int failing,
        int vanishing, List<FieldChange> fields, List<FaultCount> faults) {

    /** @param field its path without places in lists, such as {@code contacts[].value} */
    public record FieldChange(String field, int records, List<Example> examples) {}

    /** One record's value before and after, {@code null} where it has none. */
    public record Example(String key, @Nullable JsonNode before, @Nullable JsonNode after) {}

    /** @param keys of some of the records */
    public record FaultCount(Fault fault, int records, List<String> keys) {}

    /** The same as JSON, as the API and the command line give it. */
    public ObjectNode json() {
        var json = JsonNodeFactory.instance.objectNode().put("mapping", mapping).put("stored", stored)
                .put("looked", looked).put("unchanged", unchanged).put("changed", changed).put("failing", failing)
                .put("vanishing", vanishing);
        var fieldList = json.putArray("fields");
        for (var field : fields) {
            var examples = fieldList.addObject().put("field", field.field()).put("records", field.records())
                    .putArray("examples");
            for (var example : field.examples()) {
                var shown = examples.addObject().put("key", example.key());
                if (example.before() != null) {
                    shown.set("before", example.before());
                }
                if (example.after() != null) {
                    shown.set("after", example.after());
                }
            }
        }
        var faultList = json.putArray("faults");
        for (var fault : faults) {
            var keys = faultList.addObject().put("where", fault.fault().where()).put("what", fault.fault().what())
                    .put("records", fault.records()).putArray("keys");
            fault.keys().forEach(keys::add);
        }
        return json;
    }
}
