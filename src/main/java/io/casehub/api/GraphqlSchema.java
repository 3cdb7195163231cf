package io.casehub.api;

import com.fasterxml.jackson.databind.JsonNode;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLScalarType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * What can be asked for in GraphQL: {@code graphql/query.graphqls}, and in {@code types.graphqls}
 * the shapes of {@code openapi.yaml}.
 */
final class GraphqlSchema {

    /** Deep enough for the questions that tools ask of a schema, which go deeper than any of ours. */
    private static final int DEEPEST = 16;
    /** A whole view with everything in it costs a third of it. */
    private static final int DEAREST = 1000;
    private static final int PRICE_OF_A_DOOR = 100;

    private static final List<String> FILES = List.of("query", "types");

    private GraphqlSchema() {}

    /** @param doors what each field of {@code Query} is answered by */
    static GraphQL of(Map<String, DataFetcher<JsonNode>> doors, DataFetcherExceptionHandler failures) {
        var wiring = RuntimeWiring.newRuntimeWiring().scalar(json())
                .codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                        .defaultDataFetcher(any -> GraphqlSchema::field))
                .type("Query", query -> query.dataFetchers(Map.copyOf(doors)));
        return GraphQL.newGraphQL(new SchemaGenerator().makeExecutableSchema(types(), wiring.build()))
                .defaultDataFetcherExceptionHandler(failures)
                .instrumentation(new ChainedInstrumentation(new MaxQueryDepthInstrumentation(DEEPEST),
                        new MaxQueryComplexityInstrumentation(DEAREST, (field, below) -> below
                                + (field.getParentType().getName().equals("Query") ? PRICE_OF_A_DOOR : 1))))
                .build();
    }

    private static TypeDefinitionRegistry types() {
        var types = new TypeDefinitionRegistry();
        for (var file : FILES) {
            try (var text = new ClassPathResource("graphql/" + file + ".graphqls").getInputStream()) {
                types.merge(new SchemaParser().parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return types;
    }

    /** A field of what a door answered; what is absent is null, as GraphQL has it. */
    private static @Nullable Object field(DataFetchingEnvironment environment) {
        var name = environment.getField().getName();
        return environment.getSource() instanceof JsonNode parent ? value(parent.path(name)) : null;
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return node.isContainerNode()
                ? node
                : node.isNumber()
                        ? node.numberValue()
                        : node.isBoolean() ? node.booleanValue() : node.asText();
    }

    private static GraphQLScalarType json() {
        return GraphQLScalarType.newScalar().name("JSON").coercing(new Coercing<Object, Object>() {
            @Override
            public Object serialize(Object value, GraphQLContext context, Locale locale) {
                return value;
            }
        }).build();
    }
}
