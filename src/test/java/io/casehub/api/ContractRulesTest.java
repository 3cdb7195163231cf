package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.api.Contract.Operation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * What makes {@code openapi.yaml} a contract that tools can read: Spectral's rules
 * {@code spectral:oas}, as far as they can be held without npm; of the schema of OpenAPI itself the
 * generator of {@code ClientIT} holds what it needs. All of them are held by
 * {@code npx @stoplight/spectral-cli lint -F warn -r config/spectral.yaml openapi.yaml}.
 */
class ContractRulesTest {

    private static final Pattern HOLE = Pattern.compile("\\{(\\w+)}");

    private final Contract contract = Contract.read();
    private final JsonNode document;

    ContractRulesTest() throws IOException {
        this.document = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
    }

    @Test
    void everyReferenceLeadsSomewhereAndEveryPartIsReferredTo() {
        var referred = document.findValuesAsText("$ref");

        assertThat(referred).allSatisfy(
                reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).as(reference).isFalse());
        document.path("components").properties().stream().filter(kind -> !kind.getKey().equals("securitySchemes"))
                .forEach(kind -> kind.getValue().fieldNames().forEachRemaining(name -> assertThat(referred)
                        .as("nobody refers to it").contains("#/components/" + kind.getKey() + "/" + name)));
    }

    @Test
    void everyOperationHasAnIdOfItsOwnATagThatIsDeclaredAWordAboutItAndAnAnswerThatIsNone() {
        var tags = names(document.path("tags"));

        assertThat(contract.operations()).extracting(Operation::id).doesNotHaveDuplicates().doesNotContain("");
        assertThat(contract.operations()).allSatisfy(operation -> {
            assertThat(operation.declared().path("summary").asText()).as(operation.id()).isNotBlank();
            assertThat(operation.declared().path("description").asText()).as(operation.id()).isNotBlank();
            assertThat(operation.declared().path("tags")).as(operation.id()).isNotEmpty()
                    .allSatisfy(tag -> assertThat(tags).contains(tag.asText()));
            assertThat(operation.responses().fieldNames()).toIterable().as(operation.id())
                    .anyMatch(status -> status.startsWith("2"));
        });
    }

    @Test
    void theHolesOfAPathAreItsParametersAndNoParameterStandsTwice() {
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(entry -> entry.getValue().has("operationId"))
                .forEach(entry -> {
                    var parameters = Stream.concat(parameters(path.getValue()), parameters(entry.getValue())).toList();
                    assertThat(parameters).extracting(one -> one.path("in").asText() + " " + one.path("name").asText())
                            .as(path.getKey()).doesNotHaveDuplicates();
                    assertThat(parameters).filteredOn(one -> one.path("in").asText().equals("path"))
                            .allMatch(one -> one.path("required").asBoolean())
                            .extracting(one -> one.path("name").asText())
                            .containsExactlyInAnyOrderElementsOf(HOLE.matcher(path.getKey()).results()
                                    .map(hole -> hole.group(1)).toList());
                }));
    }

    @Test
    void everyExampleAndEveryUsualValueIsAsItsSchemaSays() {
        var shown = new ArrayList<String>();
        within(document, "", shown);

        assertThat(shown).isEmpty();
    }

    @Test
    void aListOfWordsHasEachOnceAndAnArraySaysOfWhat() {
        document.findValues("enum").forEach(words -> assertThat(words.elements()).toIterable().doesNotHaveDuplicates());
        document.findParents("type").stream().filter(schema -> schema.path("type").asText().equals("array"))
                .forEach(schema -> assertThat(schema.has("items")).as(schema.toString()).isTrue());
    }

    @Test
    void pathsAreWrittenPlainlyAndNoTextHasAScriptInIt() {
        assertThat(names(document.path("paths").fieldNames())).isNotEmpty()
                .noneMatch(path -> path.length() > 1 && path.endsWith("/") || path.contains("?"));
        assertThat(document.findValuesAsText("description")).isNotEmpty()
                .noneMatch(text -> text.contains("<script") || text.contains("eval("));
    }

    @Test
    void whatAnOperationIsOpenedByIsDeclared() {
        var schemes = names(document.at("/components/securitySchemes").fieldNames());

        assertThat(document.findValues("security")).isNotEmpty().allSatisfy(ways -> ways
                .forEach(way -> assertThat(schemes).containsAll(names(way.fieldNames()))));
    }

    /** Every schema with what is shown of it, wherever it stands. */
    private void within(JsonNode node, String path, List<String> faults) {
        var schema = node.path("schema");
        if (schema.isObject() && node.has("example")) {
            check(schema, node.path("example"), path, faults);
        }
        if (node.has("default") && node.has("type")) {
            check(node, node.path("default"), path, faults);
        }
        if (node.has("type") && node.path("examples").isArray()) {
            node.path("examples").forEach(example -> check(node, example, path, faults));
        }
        node.properties().forEach(field -> within(field.getValue(), path + "/" + field.getKey(), faults));
        if (node.isArray()) {
            node.forEach(item -> within(item, path, faults));
        }
    }

    private void check(JsonNode schema, JsonNode shown, String path, List<String> faults) {
        contract.faults(schema, shown.toString()).forEach(fault -> faults.add(path + ": " + fault));
    }

    private Stream<JsonNode> parameters(JsonNode of) {
        return StreamSupport.stream(of.path("parameters").spliterator(), false)
                .map(one -> one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one);
    }

    private static TreeSet<String> names(Iterator<String> each) {
        var names = new TreeSet<String>();
        each.forEachRemaining(names::add);
        return names;
    }

    private static TreeSet<String> names(JsonNode list) {
        var names = new TreeSet<String>();
        list.forEach(one -> names.add(one.path("name").asText()));
        return names;
    }
}
