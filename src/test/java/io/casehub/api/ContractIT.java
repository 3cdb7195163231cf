package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.casehub.api.Contract.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The hub keeps {@code openapi.yaml}: every operation, every status it documents, nothing beside
 * it. That it keeps the operations is proved by the {@link ContractPart}s, which have them all
 * between them.
 */
@RunningHub
class ContractIT {

    private final Contract contract = Contract.read();
    private final Desk desk;

    ContractIT(@Autowired Desk desk) {
        this.desk = desk;
    }

    @Test
    void everyOperationIsKeptByExactlyOnePart() {
        var parts = new ClassPathScanningCandidateComponentProvider(false);
        parts.addIncludeFilter(new AssignableTypeFilter(ContractPart.class));
        var kept = new ArrayList<String>();
        for (var part : parts.findCandidateComponents("io.casehub")) {
            var name = String.valueOf(part.getBeanClassName());
            assertThat(name).as("the build runs it").endsWith("IT");
            kept.addAll(List.of(ClassUtils.resolveClassName(name, null).getAnnotation(Keeps.class).value()));
        }

        assertThat(contract.operations()).extracting(Operation::id).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void whatNoOperationAnswersIsAProblemToo() {
        for (var request : List.of("GET /api/v1/none", "DELETE /api/v1/cases/17", "PATCH /api/v1/customers/17",
                "GET /api/v1/customers/%2e%2e%2fcases", "GET /api/v1//cases", "GET /api/v1/cases;a=b", "GET /error")) {
            var answer = desk.send(AGENT, request.split(" ")[0], request.split(" ")[1], null);

            assertThat(answer.statusCode()).as(request).isBetween(400, 499);
            assertThat(answer.headers().firstValue("Content-Type")).as(request).contains("application/problem+json");
            assertThat(CheckedHub.json(answer).path("type").asText()).as(request).startsWith("/problems/");
        }
    }

    @Test
    void nothingOfARequestComesBackInAnAnswer() {
        var answer = desk.send(AGENT, "GET", "/api/v1/cases?q=a", null, "Cookie", "a=b", "X-Mine", "1",
                "Idempotency-Key",
                "2");

        assertThat(answer.headers().map()).doesNotContainKeys("authorization", "x-api-key", "cookie", "x-mine",
                "idempotency-key", "q", "user-agent", "host");
    }

    @Test
    void theContractIsServedAndShown() {
        assertThat(desk.send(AGENT, "GET", "/openapi.yaml", null).body()).startsWith("openapi: 3.1.0");
        assertThat(desk.send(AGENT, "GET", "/docs/index.html", null).body()).contains("show.js")
                .doesNotContain("<script>");
        for (var part : List.of("show.js", "swagger-ui-bundle.js", "swagger-ui.css")) {
            assertThat(desk.send(AGENT, "GET", "/docs/" + part, null).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(desk.send(null, "GET", "/docs/index.html", null).statusCode()).isEqualTo(401);
    }

    @Test
    void theRunningHubHasTheOperationsOfTheContractAndNoOthers(@Autowired List<RequestMappingHandlerMapping> doors)
            throws IOException {
        var declared = new TreeSet<String>();
        doors.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .forEach(door -> door.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/") || path.startsWith("/graphql"))
                        .forEach(path -> door.getMethodsCondition().getMethods().stream()
                                .filter(method -> method != RequestMethod.OPTIONS)
                                .forEach(method -> declared.add(method + " " + path))));
        try (var files = Files.list(Path.of("routes/api"))) {
            for (var file : files.toList()) {
                for (var entry : new YAMLMapper().readTree(file.toFile())) {
                    entry.path("rest").properties().stream().filter(verb -> verb.getValue().isArray())
                            .forEach(verb -> verb.getValue()
                                    .forEach(one -> declared.add(verb.getKey().toUpperCase(Locale.ROOT)
                                            + " " + entry.path("rest").path("path").asText()
                                            + one.path("path").asText())));
                }
            }
        }

        assertThat(contract.operations()).extracting(operation -> operation.method() + " " + operation.path())
                .containsExactlyInAnyOrderElementsOf(declared);
    }
}
