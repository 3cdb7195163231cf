package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What no door was reached with is a problem of RFC 9457 too, wherever in the server it ended. */
@RunningHub
class ProblemsIT {

    private static final String SOMEBODY = "/api/v1/customers/00000000-0000-4000-8000-000000000000";

    private final Desk desk;

    ProblemsIT(@Autowired Desk desk) {
        this.desk = desk;
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/nowhere, 404", "GET, /nowhere, 404", "PUT, " + SOMEBODY + ", 405",
            "DELETE, /api/v1/cases, 405", "PUT, /graphql, 403"})
    void aPathOrAMethodThatThereIsNotIsAProblem(String method, String path, int status) {
        check(desk.send(Role.AGENT, method, path, null), status);
    }

    @Test
    void aTypeThatNobodyAnswersInIsAProblem() {
        check(desk.send(Role.AGENT, "GET", SOMEBODY, null, "Accept", "text/csv"), 406);
        check(desk.send(Role.AGENT, "POST", "/graphql", "{}", "Content-Type", "text/plain"), 415);
    }

    @Test
    void aBodyOrAHeaderThatIsTooLargeIsAProblem() {
        check(desk.send(Role.AGENT, "POST", "/graphql", "x".repeat(1_100_000), "Content-Type", "application/json"),
                413);
        check(desk.send(Role.AGENT, "GET", SOMEBODY, null, "X-Long", "x".repeat(20_000)), 431);
    }

    @Test
    void whatMayBeDoneInsteadIsSaid() {
        var answer = desk.send(Role.AGENT, "PUT", SOMEBODY, null);

        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @ParameterizedTest
    @CsvSource({"de, Kein solcher Kunde", "'fr, de-AT;q=0.8, en;q=0.5', Kein solcher Kunde", "fr, No such customer",
            "'en, de;q=0.9', No such customer", ";;, No such customer"})
    void aProblemIsCalledByItsNameInTheLanguageOfTheCaller(String language, String title) {
        var answer = desk.send(Role.AGENT, "GET", SOMEBODY, null, "Accept-Language", language);

        assertThat(ExactJson.parse(answer.body()).path("title").asText()).isEqualTo(title);
    }

    private static void check(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = ExactJson.parse(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("type").asText()).startsWith("/problems/");
        assertThat(problem.path("title").asText()).isNotBlank();
    }
}
