package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.casehub.mapping.ExactJson;
import io.casehub.model.CodeWord;
import io.casehub.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code openapi.yaml}, and what of it has been seen to be kept. */
final class Contract {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final JsonNode document;
    private final Set<String> seen = new TreeSet<>();

    private Contract(JsonNode document) {
        this.document = document;
    }

    static Contract read() {
        try {
            return new Contract(new YAMLMapper().readTree(Path.of("openapi.yaml").toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> METHODS.contains(entry.getKey()))
                .forEach(entry -> operations.add(new Operation(entry.getValue().path("operationId").asText(),
                        entry.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                        entry.getValue()))));
        return operations;
    }

    Operation operation(String id) {
        return operations().stream().filter(operation -> operation.id().equals(id)).findFirst().orElseThrow();
    }

    /** Fails unless an answer is one that the contract lets this operation give. */
    void check(String operation, HttpResponse<String> answer) {
        var status = String.valueOf(answer.statusCode());
        var response = resolved(operation(operation).responses().path(status));
        assertThat(response.isMissingNode()).as("%s answers %s: %s", operation, status, answer.body()).isFalse();
        response.path("headers").properties().stream()
                .filter(header -> resolved(header.getValue()).path("required").asBoolean())
                .forEach(header -> assertThat(answer.headers().firstValue(header.getKey())).as(header.getKey())
                        .isPresent());
        if (!response.has("content")) {
            assertThat(answer.body()).isEmpty();
        } else {
            var type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
            var schema = response.path("content").path(type).path("schema");
            assertThat(schema.isMissingNode()).as("%s %s is of type %s", operation, status, type).isFalse();
            if (type.endsWith("json")) {
                assertThat(faults(schema, answer.body())).as("%s %s: %s", operation, status, answer.body()).isEmpty();
            }
        }
        seen.add(operation + " " + status);
    }

    /** For an answer without an end, which nobody can validate whole. */
    void seen(String operationAndStatus) {
        seen.add(operationAndStatus);
    }

    /** What these operations document that no answer has been. */
    Set<String> unseen(List<Operation> of) {
        var unseen = new TreeSet<String>();
        of.forEach(operation -> operation.responses().fieldNames().forEachRemaining(status -> {
            if (!status.equals("default")) {
                unseen.add(operation.id() + " " + status);
            }
        }));
        unseen.removeAll(seen);
        return unseen;
    }

    /** What is wrong with JSON by a schema of this contract. */
    List<String> faults(JsonNode schema, String body) {
        var whole = JsonNodeFactory.instance.objectNode();
        whole.setAll((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(whole)
                .validate(ExactJson.parse(body),
                        context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** One line of the contract. */
    record Operation(String id, String method, String path, JsonNode declared) {

        JsonNode responses() {
            return declared.path("responses");
        }

        /** The roles it is open to, as the contract declares them. */
        Set<Role> roles() {
            var roles = new TreeSet<Role>();
            declared.path("x-roles").forEach(word -> roles.add(CodeWord.of(Role.class, word.asText())));
            return roles;
        }

        /** Whether it asks callers for no credential of the hub's. */
        boolean isOpen() {
            return declared.path("security").isArray() && declared.path("security").isEmpty();
        }

        /** Whether what is sent twice with one Idempotency-Key happens once. */
        boolean takesKey() {
            return declared.path("parameters").toString().matches(".*Idempotency-?Key.*");
        }

        /** The path with something in its holes that could be an id. */
        String filled() {
            return filled("00000000-0000-4000-8000-000000000000");
        }

        String filled(String id) {
            return path.replace("{id}", id)
                    .replaceAll("\\{(documentId|participantId)}", "00000000-0000-4000-8000-000000000000")
                    .replaceAll("\\{\\w+}", "none");
        }

        List<String> queryParameters() {
            return declared.path("parameters").findValuesAsText("name").stream().toList();
        }

        /** A body such as the contract shows; {@code null} where there is none. */
        @Nullable
        String exampleBody() {
            var content = declared.path("requestBody").path("content");
            return content.isEmpty() ? null : content.elements().next().path("example").toString();
        }

        /** The type of that body. */
        String bodyType() {
            var types = declared.path("requestBody").path("content").fieldNames();
            return types.hasNext() ? types.next().replace("*/*", "application/json") : "application/json";
        }
    }
}
