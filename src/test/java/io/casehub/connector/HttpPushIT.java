package io.casehub.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.connector.push.Pushing;
import io.casehub.model.CaseId;
import io.casehub.model.CaseStatus;
import io.casehub.model.Entity;
import io.casehub.model.Priority;
import io.casehub.model.SourceRef;
import io.casehub.outbound.Command;
import io.casehub.outbound.Command.Manner;
import io.casehub.outbound.CommandKind;
import io.casehub.outbound.Confirmation;
import io.casehub.outbound.Outcome;
import io.casehub.outbound.Shown;
import io.casehub.outbound.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an answer of a system means for a command, through the routes of crm and billing. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpPushIT {

    private static final String CASE = """
            {"id": 1680, "number": "C-1680", "contact_id": 1, "subject": "x", "status": "%s", "priority": "P3",
             "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-02T00:00:00Z", "version": %d}
            """;
    private static final String DISPUTE = """
            <dispute><disputeNo>DS-1</disputeNo><invoiceNo>RE-1</invoiceNo><reason>X</reason><status>%s</status>
            <revision>4</revision><opened>2026-01-01T00:00:00Z</opened><changedAt>2026-01-02T00:00:00Z</changedAt></dispute>
            """;

    private static final Instant CHANGED = Instant.parse("2026-01-02T00:00:00Z");

    private final FakeSystem crm = new FakeSystem();
    private @Nullable RunningRoutes routes;

    @BeforeAll
    void startsTheRoutes() throws Exception {
        routes = new RunningRoutes(Map.of("crm.url", crm.url(), "crm.api-key", "s3cret&%+?", "billing.url", crm.url(),
                "billing.user", "hub", "billing.password", "p&ss:w%rd"))
                .load("crm/crm-case-status-out").load("crm/crm-case-comment-out")
                .load("crm/crm-case-attachment-out")
                .load("billing/billing-case-status-out")
                .load("billing/billing-case-comment-out");
    }

    @BeforeEach
    void forgets() {
        crm.asked.clear();
    }

    @AfterEach
    void nothingWasEverAskedTwice() {
        assertThat(crm.asked).hasSizeLessThanOrEqualTo(1);
    }

    @AfterAll
    void stopsTheRoutes() {
        java.util.Objects.requireNonNull(routes).close();
        crm.close();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(200, "", CASE.formatted("Solved", 4),
                        new Outcome.Delivered(
                                new Shown(CaseStatus.RESOLVED, "Solved", Priority.NORMAL, null, CHANGED, 4),
                                Confirmation.ANSWER, "HTTP 200")),
                Arguments.of(204, "", "", new Outcome.Delivered("HTTP 204")),
                Arguments.of(200, "", "{\"ok\": true}", new Outcome.Delivered("HTTP 200")),
                Arguments.of(400, "", "what?", new Outcome.Refused("HTTP 400 what?")),
                Arguments.of(401, "", "", new Outcome.Refused("HTTP 401 ")),
                Arguments.of(404, "", "<html>", new Outcome.Refused("HTTP 404 <html>")),
                Arguments.of(422, "", "no such status", new Outcome.Refused("HTTP 422 no such status")),
                Arguments.of(409, "", "", new Outcome.Conflict(null, "HTTP 409 ")),
                Arguments.of(429, "Retry-After: 7", "", new Outcome.NotReached("HTTP 429 ", Duration.ofSeconds(7))),
                Arguments.of(429, "", "", new Outcome.NotReached("HTTP 429 ", Duration.ofSeconds(1))),
                Arguments.of(503, "Retry-After: 2", "away",
                        new Outcome.NotReached("HTTP 503 away", Duration.ofSeconds(2))),
                Arguments.of(500, "", "oops", new Outcome.Unknown("HTTP 500 oops")),
                Arguments.of(502, "", "", new Outcome.Unknown("HTTP 502 ")));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void anAnswerMeansOneThing(int status, String headers, String body, Outcome outcome) {
        crm.answers(status, headers, body);

        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "resolved")).isEqualTo(outcome);
        assertThat(crm.asked).hasSize(1);
    }

    @Test
    void aConflictTellsWhatStandsThereNow() {
        crm.answers(412, "", CASE.formatted("Pending Customer", 9));

        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "resolved"))
                .isInstanceOfSatisfying(Outcome.Conflict.class, conflict -> {
                    assertThat(Objects.requireNonNull(conflict.now()).status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
                    assertThat(conflict.now().sequence()).isEqualTo(9);
                });
    }

    @Test
    void aDocumentIsTheWholeRequestAndItsNameStandsInTheAddress() {
        crm.answers(201, "", "{\"id\": 12}");
        var document = UUID.randomUUID();
        var command = command("crm", "1680", CommandKind.CASE_ATTACHMENT, "Mängel & Liste.txt");
        ((ObjectNode) command.payload()).put("document", document.toString()).put("contentType", "text/plain");

        assertThat(Objects.requireNonNull(routes).carry(command)).isEqualTo(new Outcome.Delivered("HTTP 201"));

        assertThat(crm.asked).singleElement().satisfies(asked -> assertThat(asked)
                .startsWith("POST /v2/cases/1680/attachments?name=M%C3%A4ngel%20%26%20Liste.txt ")
                .contains("Idempotency-Key: " + command.id() + "\r\n")
                .containsIgnoringCase("Content-Type: text/plain\r\n")
                .containsIgnoringCase("Content-Length: " + Pushing.says(document).getBytes(UTF_8).length)
                .endsWith(Pushing.says(document)));
    }

    @Test
    void theRequestIsWhatTheSystemExpects() {
        crm.answers(200, "", CASE.formatted("Solved", 4));

        carry("crm", "1680", CommandKind.CASE_STATUS, "resolved");

        assertThat(crm.asked).singleElement().satisfies(asked -> assertThat(asked).startsWith("PATCH /v2/cases/1680 ")
                .contains("X-Api-Key: s3cret&%+?\r\n").contains("If-Match: \"3\"\r\n")
                .containsIgnoringCase("Content-Type: application/json").endsWith("{\"status\":\"Solved\"}")
                .doesNotContain("breadcrumbId"));
    }

    @Test
    void allTextArrivesAsItWasWritten() {
        crm.answers(201, "", "{}");

        carry("crm", "1680", CommandKind.CASE_COMMENT, "Grüße, \"Łódź\" ☂ \uD83D\uDE00");

        assertThat(crm.asked).singleElement().satisfies(asked -> assertThat(asked)
                .contains("Grüße, \\\"Łódź\\\" ☂ \uD83D\uDE00"));
    }

    @Test
    void allTextArrivesInXmlToo() {
        crm.answers(200, "", "<Envelope/>");

        carry("billing", "DS-1", CommandKind.CASE_COMMENT, "Grüße <an> \"Łódź\" & ☂");

        assertThat(crm.asked).singleElement().satisfies(asked -> assertThat(asked)
                .contains("Grüße &lt;an&gt; \"Łódź\" &amp; ☂").contains("Authorization: Basic aHViOnAmc3M6dyVyZA==")
                .containsIgnoringCase("Content-Type: text/xml; charset=utf-8"));
    }

    @Test
    void aKeyWithBlanksAndSlashesIsOnePartOfTheAddress() {
        crm.answers(200, "", "{}");

        carry("crm", "a b/ü?", CommandKind.CASE_COMMENT, "x");

        assertThat(crm.asked).singleElement().satisfies(
                asked -> assertThat(asked).startsWith("POST /v2/cases/a%20b%2F%C3%BC%3F/comments "));
    }

    @Test
    void aWordTheSystemDoesNotHaveIsNotSaid() {
        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "unknown"))
                .isInstanceOfSatisfying(Outcome.Unsayable.class,
                        unsayable -> assertThat(unsayable.reason()).contains("the CRM has no word for unknown"));
        assertThat(crm.asked).isEmpty();
    }

    @Test
    void aConnectionThatIsCutLeavesTheOutcomeUnknown() {
        crm.answersRaw("");
        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "resolved")).isInstanceOf(Outcome.Unknown.class);
        assertThat(crm.asked).hasSize(1);
    }

    @Test
    void halfAnAnswerLeavesTheOutcomeUnknown() {
        crm.answersRaw("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"id\": 16");
        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "resolved")).isInstanceOf(Outcome.Unknown.class);
        assertThat(crm.asked).hasSize(1);
    }

    @Test
    void aPageInsteadOfAnAnswerLeavesTheOutcomeUnknown() {
        crm.answers(200, "", "<html>Please log in</html>");

        assertThat(carry("crm", "1680", CommandKind.CASE_STATUS, "resolved")).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    void aSystemThatIsNotThereWasNotReached() throws Exception {
        var gone = new FakeSystem();
        gone.close();
        try (var others = new RunningRoutes(Map.of("crm.url", gone.url(), "crm.api-key", "k"))
                .load("crm/crm-case-status-out")) {
            assertThat(others.carry(command("crm", "1", CommandKind.CASE_STATUS, "open")))
                    .isInstanceOf(Outcome.NotReached.class);
        }
    }

    @Test
    void aRouteThatDoesNotRunIsNotReached() {
        assertThat(carry("erp", "1", CommandKind.CASE_STATUS, "open")).isInstanceOf(Outcome.NotReached.class);
    }

    @Test
    void aSoapFaultIsARefusalAndAStaleRevisionAConflict() {
        crm.answers(500, "", fault("UNKNOWN_DISPUTE", ""));
        assertThat(carry("billing", "DS-1", CommandKind.CASE_STATUS, "resolved")).isInstanceOf(Outcome.Refused.class);
        crm.asked.clear();

        crm.answers(500, "", fault("STALE_REVISION", DISPUTE.formatted("AWAITING_CUSTOMER")));
        assertThat(carry("billing", "DS-1", CommandKind.CASE_STATUS, "resolved"))
                .isInstanceOfSatisfying(Outcome.Conflict.class, conflict -> {
                    assertThat(Objects.requireNonNull(conflict.now()).status()).isEqualTo(CaseStatus.WAITING_CUSTOMER);
                    assertThat(conflict.now().sequence()).isEqualTo(4);
                });
    }

    @Test
    void aSoapAnswerTellsWhatTheDisputeIsNow() {
        crm.answers(200, "",
                soap("<b:SetDisputeStatusResponse xmlns:b=\"urn:billing:v1\">" + DISPUTE.formatted("ACCEPTED")
                        + "</b:SetDisputeStatusResponse>"));

        assertThat(carry("billing", "DS-1", CommandKind.CASE_STATUS, "resolved"))
                .isEqualTo(new Outcome.Delivered(
                        new Shown(CaseStatus.RESOLVED, "ACCEPTED", null, null, CHANGED, 4), Confirmation.ANSWER,
                        "HTTP 200"));
    }

    private Outcome carry(String system, String key, CommandKind kind, String value) {
        return java.util.Objects.requireNonNull(routes).carry(command(system, key, kind, value));
    }

    private static Command command(String system, String key, CommandKind kind, String value) {
        return new Command(UUID.randomUUID(), Topic.of(CaseId.next()), new SourceRef(system, Entity.CASE, key), kind,
                JsonNodeFactory.instance.objectNode().put("value", value).put("internal", true), 3, Manner.FIRST);
    }

    private static String fault(String code, String detail) {
        return soap("<soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring><detail>"
                + "<b:fault xmlns:b=\"urn:billing:v1\"><code>" + code + "</code>" + detail
                + "</b:fault></detail></soap:Fault>");
    }

    private static String soap(String body) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }
}
