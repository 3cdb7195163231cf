package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The shapes of a contract, drawn as types of GraphQL: those that some of its schemas need. */
final class GraphqlTypes {

    private static final Map<String, String> SCALARS = Map.of("string", "String", "integer", "Int", "number", "Float",
            "boolean", "Boolean");
    private static final String ANYTHING = "JSON";

    private final JsonNode contract;
    private final Map<String, String> drawn = new TreeMap<>();

    private GraphqlTypes(JsonNode contract) {
        this.contract = contract;
    }

    static String of(JsonNode contract, String... schemas) {
        var types = new GraphqlTypes(contract);
        Stream.of(schemas).forEach(schema -> types.named(schema, types.schema(schema)));
        return "# Drawn from openapi.yaml by GraphqlIT, which fails when it is not as the contract is.\n\n"
                + String.join("\n", types.drawn.values());
    }

    private String type(String name, JsonNode schema) {
        if (schema.has("$ref")) {
            var referred = schema.path("$ref").asText().replaceAll(".*/", "");
            return type(referred, schema(referred));
        }
        if (schema.path("type").asText().equals("array")) {
            return "[" + type(name, schema.path("items")) + "]";
        }
        if (fields(schema).isEmpty()) {
            var parts = schema.path("allOf");
            return schema.path("format").asText().equals("uuid")
                    ? "ID"
                    : parts.size() == 1
                            ? type(name, parts.get(0))
                            : SCALARS.getOrDefault(schema.path("type").asText(), ANYTHING);
        }
        return named(name, schema);
    }

    private String named(String name, JsonNode schema) {
        if (!drawn.containsKey(name)) {
            drawn.put(name, "");
            drawn.put(name, description(schema, "") + "type " + name + " {\n" + fields(schema).entrySet().stream()
                    .map(field -> description(field.getValue(), "  ") + "  " + field.getKey() + ": "
                            + type(name + capital(field.getKey()), field.getValue()) + "\n")
                    .collect(Collectors.joining()) + "}\n");
        }
        return name;
    }

    /** Of a schema and all that it is made of. */
    private Map<String, JsonNode> fields(JsonNode schema) {
        var fields = new TreeMap<String, JsonNode>();
        if (schema.has("$ref")) {
            return fields(schema(schema.path("$ref").asText().replaceAll(".*/", "")));
        }
        schema.path("allOf").forEach(part -> fields.putAll(fields(part)));
        schema.path("properties").properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    private JsonNode schema(String name) {
        return contract.at("/components/schemas/" + name);
    }

    private static String description(JsonNode schema, String indent) {
        return Optional.of(schema.path("description").asText("")).filter(text -> !text.isEmpty())
                .map(text -> indent + "\"" + text.strip().replace("\n", " ").replace("\"", "'") + "\"\n").orElse("");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
