package io.casehub.connector.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.http.Places;
import io.casehub.outbound.Command;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A command as mappings and the places in a route's texts see it. */
final class CommandInput {

    private CommandInput() {}

    /** The payload, and what every command has. */
    static ObjectNode of(Command command) {
        return command.input();
    }

    /** The same command with another value. */
    static JsonNode of(Command command, @Nullable String value) {
        return of(command).put("value", value);
    }

    /** What some command of a value looks like. */
    static JsonNode example(@Nullable String value) {
        return JsonNodeFactory.instance.objectNode().put("value", value)
                .put("id", "00000000-0000-4000-8000-000000000000").put("entity", "case").put("key", "1")
                .put("sequence", 1).put("case", "CH-000001");
    }

    /** {@code {id}}, {@code {key}}, {@code {value}} and whatever else of the input is no list. */
    static Places places(Command command, String target) {
        Map<String, String> places = new HashMap<>();
        of(command).properties().forEach(field -> {
            if (field.getValue().isValueNode()) {
                places.put(field.getKey(), field.getValue().asText(""));
            }
        });
        places.put("target", target);
        return Places.of(places);
    }
}
