package io.casehub.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.outbound.FieldRules;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose each field of a case is, and what happens where two change it, as the contract writes it.
 */
final class OwnershipShape {

    /** By name in answers, as the rules name them. */
    private static final Map<String, String> FIELDS = fields();

    private OwnershipShape() {}

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        for (var field : new String[]{"status", "priority", "assignee", "subject", "queue", "team"}) {
            fields.put(field, field);
        }
        fields.put("closeReason", "close-reason");
        return fields;
    }

    static ObjectNode of(FieldRules rules) {
        var json = Shape.object();
        FIELDS.forEach((name, field) -> {
            var rule = rules.of(field);
            var entry = json.putObject(name).put("owner", rule.owner()).put("conflict", rule.conflict().word());
            rule.told().ifPresent(told -> told.forEach(entry.putArray("told")::add));
        });
        return json;
    }
}
