package io.casehub.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import io.casehub.mapping.ExactJson;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Several questions in one request, and of the answers only what is selected: GraphQL over the
 * doors of the contract's GET operations, for reading. What a door refuses is an error with the
 * problem as its extensions.
 */
@RestController
class GraphqlDoor {

    private static final String ANSWER = "application/graphql-response+json";
    private static final String REQUEST = "request";
    private static final int LONGEST = 20_000;
    private static final ObjectMapper JSON = ExactJson.mapper();

    private final CustomerDoor customer;
    private final CustomerSearch customers;
    private final CaseDoor cases;
    private final Problems problems;
    /** Made when it is first asked: a hub that nobody asks so need not know how. */
    private final Supplier<GraphQL> graphql;

    GraphqlDoor(CustomerDoor customer, CustomerSearch customers, CaseDoor cases, Problems problems) {
        this.customer = customer;
        this.customers = customers;
        this.cases = cases;
        this.problems = problems;
        this.graphql = SingletonSupplier.of(() -> GraphqlSchema.of(doors(), this::failed));
    }

    @PostMapping(path = "/graphql", consumes = MediaType.APPLICATION_JSON_VALUE, produces = {
            MediaType.APPLICATION_JSON_VALUE, ANSWER})
    ResponseEntity<byte[]> ask(HttpServletRequest request, @RequestBody(required = false) byte @Nullable [] bytes) {
        Query.of(request);
        var body = Body.of(bytes, "query", "operationName", "variables", "extensions");
        var input = ExecutionInput.newExecutionInput(body.required("query", LONGEST))
                .operationName(body.text("operationName", 200).orElse(null))
                .variables(variables(body.any("variables")))
                .graphQLContext(Map.of(REQUEST, request));
        var result = graphql.get().execute(input.build());
        var type = wanted(request);
        // a question that could not be understood is told by its status to those who know to look for it
        int status = type.equals(ANSWER) && !result.isDataPresent() ? 400 : 200;
        return ResponseEntity.status(status).header(HttpHeaders.CONTENT_TYPE, type)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store").body(bytes(result));
    }

    private Map<String, DataFetcher<JsonNode>> doors() {
        return Map.of(
                "customer", environment -> json(Objects.requireNonNull(customer.read(asked(environment)
                        .with(ViewQuery.SECTIONS, sections(environment))).getBody())),
                "customers", through(customers::find),
                "case", through(cases::read),
                "cases", through(cases::search));
    }

    private static DataFetcher<JsonNode> through(Function<HttpServletRequest, Answer> door) {
        return environment -> json(door.apply(asked(environment)).body());
    }

    /** One of a collection is asked for by its singular. */
    private static GraphqlRequest asked(DataFetchingEnvironment environment) {
        HttpServletRequest request = environment.getGraphQlContext().get(REQUEST);
        var name = environment.getField().getName();
        return new GraphqlRequest(request, "/api/v1/" + (name.endsWith("s") ? name : name + "s"),
                environment.getArguments());
    }

    /** The sections that are selected; of a view without any, who it is. */
    private static List<String> sections(DataFetchingEnvironment environment) {
        var sections = environment.getSelectionSet().getImmediateFields().stream().map(SelectedField::getName)
                .filter(name -> !name.startsWith("__") && !name.equals("freshness")).distinct().toList();
        return sections.isEmpty() ? List.of("customer") : sections;
    }

    private CompletableFuture<DataFetcherExceptionHandlerResult> failed(DataFetcherExceptionHandlerParameters failure) {
        var fault = failure.getException() instanceof CompletionException e && e.getCause() != null
                ? e.getCause()
                : failure.getException();
        var environment = failure.getDataFetchingEnvironment();
        var problem = json(problems.of(fault, asked(environment)).body());
        var error = GraphqlErrorBuilder.newError(environment)
                .message("%s", problem.path("detail").asText(problem.path("title").asText()))
                .extensions(JSON.convertValue(problem, Map.class))
                .build();
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    private static Map<String, Object> variables(@Nullable JsonNode given) {
        if (given == null) {
            return Map.of();
        }
        if (!given.isObject()) {
            throw new BadRequest("variables is an object");
        }
        var variables = new HashMap<String, Object>();
        given.properties().forEach(one -> variables.put(one.getKey(), JSON.convertValue(one.getValue(), Object.class)));
        return variables;
    }

    private static String wanted(HttpServletRequest request) {
        return MediaType.parseMediaTypes(request.getHeader(HttpHeaders.ACCEPT)).stream()
                .anyMatch(type -> type.toString().startsWith(ANSWER)) ? ANSWER : MediaType.APPLICATION_JSON_VALUE;
    }

    private static JsonNode json(byte[] bytes) {
        return ExactJson.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(ExecutionResult result) {
        try {
            return JSON.writeValueAsBytes(result.toSpecification());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer of GraphQL is JSON", e);
        }
    }
}
