package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import graphql.introspection.IntrospectionQuery;
import graphql.language.InputValueDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.schema.idl.SchemaParser;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;

/** The same answers as by the contract's paths, several at once, and only what is selected. */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class GraphqlIT {

    private final Contract contract = Contract.read();
    private final Desk desk;

    GraphqlIT(@Autowired Desk desk) {
        this.desk = desk;
    }

    @BeforeAll
    void somebodyOrderedSomething() {
        desk.told("customer",
                """
                        {"source": {"key": "g1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Mary Somerville",
                         "contacts": [{"type": "email", "value": "mary@example.org"}]}""");
        desk.told("order", """
                {"source": {"key": "go1"}, "customer": {"key": "g1"}, "number": "G-100", "status": "shipped",
                 "placedAt": "2026-01-04T10:00:00Z", "total": {"amount": "129.90", "currency": "EUR"},
                 "lines": [{"description": "Lamp", "quantity": 1.50}]}""");
        desk.told("case", """
                {"source": {"key": "gc1"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "g1"},
                 "subject": "Orrery stuck", "status": "open", "sourceStatus": "IN_WORK", "priority": "high",
                 "openedAt": "2026-01-06T09:00:00Z"}""");
    }

    @Test
    void theTypesAreThoseOfTheContract() throws IOException {
        var document = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());

        var types = GraphqlTypes.of(document, "CustomerView", "CustomerSummaries", "Case", "CaseList");

        var drawn = Files.createDirectories(Path.of("target/drawn")).resolve("types.graphqls");
        Files.writeString(drawn, types);
        assertThat(Path.of("src/main/resources/graphql/types.graphqls"))
                .as("the contract changed: copy %s to src/main/resources/graphql/ and commit it", drawn)
                .hasSameTextualContentAs(drawn);
    }

    @Test
    void theArgumentsAreTheParametersOfTheContract() throws IOException {
        var document = new YAMLMapper().readTree(Path.of("openapi.yaml").toFile());
        var query = (ObjectTypeDefinition) new SchemaParser()
                .parse(Files.readString(Path.of("src/main/resources/graphql/query.graphqls"))).getType("Query")
                .orElseThrow();

        for (var field : query.getFieldDefinitions()) {
            if (field.getName().endsWith("s")) {
                var parameters = document.at("/paths/~1api~1v1~1" + field.getName() + "/get/parameters");
                assertThat(field.getInputValueDefinitions()).extracting(InputValueDefinition::getName)
                        .containsExactlyInAnyOrderElementsOf(StreamSupport.stream(parameters.spliterator(), false)
                                .map(one -> one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one)
                                .map(one -> one.path("name").asText()).toList());
            }
        }
        // sections and fields are what is selected
        var asked = StreamSupport.stream(document.at("/paths/~1api~1v1~1customers~1{id}/get/parameters").spliterator(),
                false).map(one -> one.has("$ref") ? document.at(one.path("$ref").asText().substring(1)) : one)
                .filter(one -> one.path("in").asText().equals("query")).map(one -> one.path("name").asText())
                .filter(name -> !Set.of("sections", "fields").contains(name)).toList();
        assertThat(query.getFieldDefinitions().getFirst().getInputValueDefinitions())
                .extracting(InputValueDefinition::getName).containsAll(asked).hasSize(asked.size() + 1);
    }

    @Test
    void whoIsCallingAndWhatIsGoingOnIsOneQuestion() {
        var answer = data(
                """
                        query ($mail: String) {
                          customers(email: $mail) { items { id name openCases { number subject } } }
                          customer(id: "%s") { customer { name } orders { count items { number total { amount currency } lines { quantity } } } }
                          cases(q: "orrery") { items { subject customer } }
                        }"""
                        .formatted(mary()),
                "{\"mail\": \"MARY@example.org\"}");

        assertThat(answer.at("/customers/items/0/name").asText()).isEqualTo("Mary Somerville");
        assertThat(answer.at("/customers/items/0/openCases/0/subject").asText()).isEqualTo("Orrery stuck");
        assertThat(answer.path("customer")).isEqualTo(ExactJson.parse("""
                {"customer": {"name": "Mary Somerville"}, "orders": {"count": 1, "items": [{"number": "G-100",
                 "total": {"amount": "129.90", "currency": "EUR"}, "lines": [{"quantity": 1.50}]}]}}"""));
        assertThat(answer.at("/cases/items/0/customer").asText()).isEqualTo(mary());
        assertThat(data("{ case(id: \"" + number() + "\") { subject comments { text } } }", "null")
                .at("/case/subject").asText()).isEqualTo("Orrery stuck");
    }

    @Test
    void howOldAnAnswerMayBeIsAskedForAsElsewhere() {
        var answer = data(
                "{ customer(id: \"" + mary()
                        + "\", maxAge: \"PT1S\") { orders { count } freshness { state sections } } }",
                "{}");

        assertThat(answer.at("/customer/freshness/sections/orders/maxAge").asText()).isEqualTo("PT1S");
    }

    @Test
    void whatWasKnownThenIsAskedForAsElsewhere() {
        var now = data("{ customer(id: \"" + mary() + "\", asOf: \"" + Instant.now() + "\") "
                + "{ customer { name } orders { items { number } } } }", "{}");
        var before = ExactJson.parse(ask("{ customer(id: \"" + mary() + "\", asOf: \"1999-01-01T00:00Z\") "
                + "{ customer { name } } }", "{}").body());

        assertThat(now.at("/customer/customer/name").asText()).isEqualTo("Mary Somerville");
        assertThat(now.at("/customer/orders/items/0/number").asText()).isEqualTo("G-100");
        assertThat(before.at("/errors/0/extensions/type").asText()).isEqualTo("/problems/customer-not-found");
    }

    @Test
    void whatADoorRefusesIsAnErrorWithTheProblemBesideWhatTheOthersAnswer() {
        var answer = ExactJson
                .parse(ask("{ customers(name: \"mary\") { items { name } } case(id: \"CH-999999\") { subject } "
                        + "cases(status: \"odd\") { next } }", "{}").body());

        assertThat(answer.at("/data/customers/items")).isNotEmpty();
        assertThat(answer.at("/data/case").isNull()).isTrue();
        assertThat(answer.path("errors")).extracting(error -> error.at("/extensions/type").asText())
                .containsExactlyInAnyOrder("/problems/case-not-found", "/problems/bad-request");
    }

    @Test
    void whatIsTooMuchOrCannotBeUnderstoodIsRefused() {
        var all = new StringBuilder();
        for (int n = 0; n < 20; n++) {
            all.append("c").append(n).append(": cases { next } ");
        }
        for (var wrong : new String[]{"{ " + all + "}", "{ customers(name: \"a\") { items { shoeSize } } }", "{",
                "mutation { open }"}) {
            assertThat(ExactJson.parse(ask(wrong, "{}").body()).path("errors")).as(wrong).isNotEmpty();
            assertThat(send(wrong, "{}", "Accept", "application/graphql-response+json").statusCode()).as(wrong)
                    .isEqualTo(400);
        }
        for (var wrong : new String[]{"", "[]", "{\"query\": 17}", "{\"question\": \"{}\"}",
                "{\"query\": \"{__typename}\", \"variables\": []}"}) {
            contract.check("graphql", post(wrong));
        }
        assertThat(desk.send(AGENT, "POST", "/graphql", "{__typename}", "Content-Type", "application/graphql")
                .statusCode()).isEqualTo(415);
    }

    @Test
    void whatCanBeAskedIsToldToWhomeverMayAskAndToNobodyElse() {
        var question = IntrospectionQuery.INTROSPECTION_QUERY;

        assertThat(data(question, "{}").at("/__schema/queryType/name").asText()).isEqualTo("Query");
        assertThat(desk.send(null, "POST", "/graphql", body(question, "{}")).statusCode()).isEqualTo(401);
        assertThat(desk.send(PORTAL, "POST", "/graphql", body(question, "{}")).statusCode()).isEqualTo(403);
    }

    private JsonNode data(String query, String variables) {
        var answer = ExactJson.parse(ask(query, variables).body());
        assertThat(answer.path("errors").isMissingNode()).as(answer.toString()).isTrue();
        return answer.path("data");
    }

    private HttpResponse<String> ask(String query, String variables) {
        var answer = send(query, variables);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private HttpResponse<String> send(String query, String variables, String... headers) {
        var answer = post(body(query, variables), headers);
        contract.check("graphql", answer);
        return answer;
    }

    private HttpResponse<String> post(String body, String... headers) {
        return desk.send(AGENT, "POST", "/graphql", body, Stream.concat(Stream.of("Content-Type", "application/json"),
                Stream.of(headers)).toArray(String[]::new));
    }

    private static String body(String query, String variables) {
        var body = JsonNodeFactory.instance.objectNode().put("query", query);
        return body.set("variables", ExactJson.parse(variables)).toString();
    }

    private String mary() {
        return desk.get("/api/v1/customers?ref=crm:g1").at("/items/0/id").asText();
    }

    private String number() {
        return desk.get("/api/v1/cases?q=orrery").at("/items/0/number").asText();
    }
}
