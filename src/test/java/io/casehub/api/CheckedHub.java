package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The running hub, asked by operation: no answer of it passes that {@code openapi.yaml} does not
 * have. Headers come as name, value, name, value.
 */
final class CheckedHub {

    static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    static final String JSON = "application/json";

    private final Contract contract;
    private final Desk desk;

    CheckedHub(Contract contract, Desk desk) {
        this.contract = contract;
        this.desk = desk;
    }

    /** A request as it is: whoever sends a body says its type. */
    HttpResponse<String> send(@Nullable Role as, String operation, String path, @Nullable String body,
            String... headers) {
        var answer = desk.send(as, contract.operation(operation).method(), path, body, headers);
        contract.check(operation, answer);
        return answer;
    }

    /** An agent, without a body. */
    HttpResponse<String> agent(String operation, String path, String... headers) {
        return send(AGENT, operation, path, null, headers);
    }

    /** An agent, with a body of JSON. */
    HttpResponse<String> post(String operation, String path, String body, String... headers) {
        return send(AGENT, operation, path, body, with(headers, "Content-Type", JSON));
    }

    /** An integrator, without a body. */
    HttpResponse<String> integrator(String operation, String path) {
        return send(INTEGRATOR, operation, path, null);
    }

    /** An integrator, with a body of JSON. */
    HttpResponse<String> integrator(String operation, String path, String body) {
        return send(INTEGRATOR, operation, path, body, "Content-Type", JSON);
    }

    /** An agent opens a case. */
    HttpResponse<String> open(String body) {
        return post("openCase", "/api/v1/cases", body);
    }

    /** An agent changes a case. */
    HttpResponse<String> patch(String path, String body, String... headers) {
        return send(AGENT, "changeCase", path, body, with(headers, "Content-Type", "application/merge-patch+json"));
    }

    /** An agent puts documents on a case. */
    HttpResponse<String> upload(String path, Multipart form, String... headers) {
        return send(AGENT, "addDocuments", path, form.body(),
                with(headers, "Content-Type", "multipart/form-data; boundary=" + Multipart.BOUNDARY));
    }

    void refusesWhatIsNoBody(String operation, String path) {
        assertThat(post(operation, path, "x".repeat(1_100_000)).statusCode()).as(operation).isEqualTo(413);
        assertThat(send(AGENT, operation, path, "x", "Content-Type", "text/plain").statusCode()).as(operation)
                .isEqualTo(415);
    }

    /** For an answer that cannot be checked whole: it has no end, or is no text. */
    void saw(String operationAndStatus) {
        contract.seen(operationAndStatus);
    }

    static JsonNode json(HttpResponse<String> answer) {
        return ExactJson.parse(answer.body());
    }

    static String etag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    static String[] with(String[] headers, String... more) {
        return Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new);
    }
}
