package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.function.SingletonSupplier;

/**
 * Which fields an answer has, by a schema of {@code openapi.yaml}: the contract is the one list of
 * them. A list is as its items are: they have no step of their own in a path.
 */
final class ContractFields {

    private static final Supplier<JsonNode> CONTRACT = SingletonSupplier.of(ContractFields::read);

    private final JsonNode schema;

    private ContractFields(JsonNode schema) {
        this.schema = schema;
    }

    static ContractFields of(String schema) {
        return new ContractFields(CONTRACT.get().at("/components/schemas/" + schema));
    }

    /**
     * What is below a field.
     *
     * @throws BadRequest where there is no such field; its sentence names it, and those there are
     */
    ContractFields below(String name, String path) {
        var found = parts(schema).map(part -> part.path("properties").path(name))
                .filter(node -> !node.isMissingNode()).findFirst()
                .or(() -> parts(schema).map(part -> part.path("additionalProperties")).filter(JsonNode::isObject)
                        .findFirst());
        return found.map(ContractFields::new).orElseThrow(() -> new BadRequest(
                "there is no field '" + name + "' in " + path + "; known are " + names()));
    }

    private SortedSet<String> names() {
        var names = new TreeSet<String>();
        parts(schema).forEach(part -> part.path("properties").fieldNames().forEachRemaining(names::add));
        return names;
    }

    /** A schema and all that it is made of. */
    private static Stream<JsonNode> parts(JsonNode schema) {
        if (schema.has("$ref")) {
            return parts(CONTRACT.get().at(schema.path("$ref").asText().substring(1)));
        }
        if (schema.has("items")) {
            return parts(schema.path("items"));
        }
        return Stream.concat(Stream.of(schema), Stream.of("allOf", "anyOf", "oneOf")
                .flatMap(kind -> schema.path(kind).valueStream()).flatMap(ContractFields::parts));
    }

    private static JsonNode read() {
        try (var contract = new ClassPathResource("openapi.yaml").getInputStream()) {
            return new YAMLMapper().readTree(contract);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
