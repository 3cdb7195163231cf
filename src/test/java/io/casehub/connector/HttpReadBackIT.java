package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Systems whose answer is not the whole truth, and what they show when they are asked. */
@TestInstance(Lifecycle.PER_CLASS)
class HttpReadBackIT {

    private static final Path TOLD = Path.of("src/test/resources/io/casehub/connector/told");
    private static final String TICKET = "{\"id\": 7, \"status\": \"%s\", \"points\": %d, \"owner\": \"%s\", \"version\": %d}";
    private static final UUID ID = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");

    private @Nullable FakeSystem system;
    private @Nullable RunningRoutes routes;

    @BeforeEach
    void startsTheRoutes() throws Exception {
        stops();
        system = new FakeSystem();
        routes = new RunningRoutes(
                Map.of("desk.url", system.url(), "ledger.url", system.url(), "counter.url", system.url()), TOLD)
                .load("counter/counter-case-status-out").load("counter/counter-case-comment-out")
                .load("desk/desk-case-status-out").load("desk/desk-case-priority-out")
                .load("desk/desk-case-assignee-out").load("desk/desk-case-comment-out")
                .load("ledger/ledger-case-note-out");
    }

    @AfterEach
    void closesTheSystem() {
        system().close();
    }

    @AfterAll
    void stops() {
        if (routes != null) {
            routes.close();
        }
    }

    @Test
    void aSuccessIsBelievedWhenTheRecordSaysSo() {
        system().answers(200, "", "{}").answers(200, "", ticket("resolved", 4));

        assertThat(status("resolved", 1))
                .isEqualTo(new Outcome.Delivered(shown(CaseStatus.RESOLVED, "resolved", 4), Confirmation.READ_BACK,
                        "HTTP 200, confirmed"));
        assertThat(system().asked).hasSize(2);
        assertThat(system().asked.getFirst()).startsWith("PUT /ticket/7 ").contains("If-Match: \"3\"")
                .endsWith("{\"status\":\"resolved\"}");
        assertThat(system().asked.getLast()).startsWith("GET /ticket/7?full=1 ").doesNotContain("If-Match");
    }

    @Test
    void a204ThatDidNothingIsARefusal() {
        system().answers(204, "", "").answers(200, "", ticket("open", 3));

        assertThat(status("resolved", 1)).isEqualTo(
                new Outcome.Contradicted(shown(CaseStatus.OPEN, "open", 3),
                        "the system answered HTTP 204, but its record says open"));
    }

    @ParameterizedTest
    @CsvSource({"waiting-third-party, stalled", "closed, resolved", "waiting-customer, stalled"})
    void aSystemWithFewerWordsSaysTheNearestOne(String commanded, String word) {
        system().answers(200, "", "{}").answers(200, "", ticket(word, 4));

        assertThat(status(commanded, 1)).isInstanceOf(Outcome.Delivered.class);
    }

    @ParameterizedTest
    @CsvSource({"case-priority, urgent, Delivered", "case-priority, high, Delivered",
            "case-priority, low, Contradicted",
            "case-assignee, ada, Delivered", "case-assignee, ben, Contradicted",
            "case-assignee, , Contradicted"})
    void otherFieldsAreHeldAgainstTheRecordToo(String kind, @Nullable String value, String outcome) {
        system().answers(200, "", "[]").answers(200, "", TICKET.formatted("open", 100, "ada", 4));

        assertThat(tell("desk", Entity.CASE, new CommandKind(kind), value, 1).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void nobodyIsSomebodyThere() {
        system().answers(200, "", "[]").answers(200, "", TICKET.formatted("open", 100, "Nobody", 4));

        assertThat(tell("desk", Entity.CASE, CommandKind.CASE_ASSIGNEE, null, 1))
                .isInstanceOf(Outcome.Delivered.class);
        assertThat(system().asked.getFirst()).endsWith("{\"owner\":\"Nobody\"}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[\"Status 'x' isn't a valid status\"]",
            "{\"problem\": {\"code\": \"not-allowed\"}}",
            "{\"oops\":\"disk full\"}"})
    void anErrorInsideA200IsARefusal(String body) {
        system().answers(200, "", body);

        assertThat(status("resolved", 1)).isInstanceOf(Outcome.Refused.class);
        assertThat(system().asked).hasSize(1);
    }

    @Test
    void aPageOfAGatewayWithoutPointersIsJudgedByItsStatus() {
        system().answers(404, "", "<html>no");

        assertThat(status("resolved", 1)).isEqualTo(new Outcome.Refused("HTTP 404 <html>no"));
    }

    @Test
    void aSessionThatIsOverIsNoRefusal() {
        system().answers(200, "", "please log in");

        assertThat(tell("desk", Entity.CASE, CommandKind.CASE_COMMENT, "Hello", 1))
                .isInstanceOf(Outcome.NotReached.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"HTTP/1.1 200 OK\\r\\nContent-Length: 1000\\r\\n\\r\\n{\"ticket\"", "''"})
    void aCutAnswerIsReplacedByWhatTheRecordSays(String raw) {
        system().answersRaw(raw.replace("\\r\\n", "\r\n")).answers(200, "", ticket("resolved", 4));

        var outcome = status("resolved", 1);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Delivered.class,
                delivered -> assertThat(delivered.answer()).startsWith("found there, though the answer was lost"));
    }

    @Test
    void aTimeoutAfterTheWorkWasDoneIsADelivery() {
        system().isSilent(Duration.ofMillis(1300)).answers(200, "", ticket("resolved", 4));

        assertThat(status("resolved", 1)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void whatIsNotThereAfterATimeoutMayComeYetUnlessTheRouteSaysThatItWillNot() {
        system().answers(502, "", "").answers(200, "", ticket("open", 3));
        assertThat(status("resolved", 1)).isEqualTo(new Outcome.Unknown("HTTP 502 ; its record still says open"));

        system().answers(502, "", "").answers(200, "", "[\"opened\"]");
        assertThat(tell("desk", Entity.CASE, CommandKind.CASE_COMMENT, "Hello", 1))
                .isInstanceOf(Outcome.NotReached.class);
    }

    @Test
    void whereTheReadBackIsDownAsWellNothingIsClaimed() {
        system().answersRaw("").answers(500, "", "down");
        assertThat(status("resolved", 1)).isInstanceOf(Outcome.Unknown.class);

        system().answers(200, "", "{}").answersRaw("");
        assertThat(status("resolved", 1)).isInstanceOfSatisfying(Outcome.Unknown.class, unknown -> assertThat(
                unknown.reason()).startsWith("the system answered HTTP 200, and could not be asked whether it did it"));

        system().answers(200, "", "{}").answers(200, "", "<html>maintenance");
        assertThat(status("resolved", 1)).isInstanceOf(Outcome.Unknown.class);

        system().answers(200, "", "{}").answers(200, "", "{\"id\": 7}").answers(200, "", "[]");
        assertThat(status("resolved", 1)).as("a record of a status nobody knows")
                .isInstanceOf(Outcome.Contradicted.class);
    }

    @Test
    void aStaleVersionTellsWhatStandsThereNow() {
        system().answers(412, "", "").answers(200, "", ticket("stalled", 9));
        assertThat(status("resolved", 1)).isEqualTo(
                new Outcome.Conflict(shown(CaseStatus.WAITING_CUSTOMER, "stalled", 9), "HTTP 412 "));

        system().answers(200, "", "{\"problem\": {\"text\": \"changed by ada meanwhile\", \"ticket\": "
                + ticket("stalled", 10) + "}}");
        assertThat(status("resolved", 1)).as("the answer itself shows it").isInstanceOfSatisfying(
                Outcome.Conflict.class,
                conflict -> assertThat(Objects.requireNonNull(conflict.now()).sequence()).isEqualTo(10));
        assertThat(system().asked).hasSize(3);

        system().answers(412, "", "").answers(200, "", ticket("resolved", 11));
        assertThat(status("closed", 1)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void aRepeatIsLookedForFirst() {
        system().answers(200, "", ticket("resolved", 4));
        assertThat(status("resolved", 2)).isInstanceOf(Outcome.Delivered.class);
        assertThat(system().asked).singleElement().satisfies(asked -> assertThat(asked).startsWith("GET "));

        system().asked.clear();
        system().answers(200, "", ticket("open", 4)).answers(200, "", "{}").answers(200, "", ticket("resolved", 5));
        assertThat(status("resolved", 2)).isInstanceOf(Outcome.Delivered.class);
        assertThat(system().asked).hasSize(3);

        system().asked.clear();
        system().answers(503, "", "");
        assertThat(status("resolved", 2)).isInstanceOf(Outcome.NotReached.class);
        assertThat(system().asked).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"true, comment, Comment", "false, correspond, Correspondence"})
    void aCommentGoesWhereTheMappingSaysAndIsFoundByItsId(boolean isInternal, String where, String answer) {
        system().answers(201, "", "[\"" + answer + " added to 7\"]").answers(200, "",
                "[\"Hello [casehub " + ID + "]\"]");

        var payload = JsonNodeFactory.instance.objectNode().put("value", "Hello\r\nX-Evil: 1").put("internal",
                isInternal);
        assertThat(routes().carry(new Command(ID, Topic.of(CaseId.next()), new SourceRef("desk", Entity.CASE, "7"),
                CommandKind.CASE_COMMENT, payload, 0, Manner.FIRST)))
                .isEqualTo(new Outcome.Delivered(null, Confirmation.READ_BACK, "HTTP 201, confirmed"));

        assertThat(system().asked.getFirst()).startsWith("POST /ticket/7/" + where + " ")
                .contains("X-Said: Hello X-Evil: 1\r\n");
        assertThat(system().asked.getLast()).startsWith("GET /ticket/7/history ").contains("X-Why: " + ID);
    }

    @Test
    void anAnswerWithoutASignOfSuccessIsNone() {
        system().answers(200, "", "[\"Comment added to 6\"]").answers(200, "", "[]");
        assertThat(tell("desk", Entity.CASE, CommandKind.CASE_COMMENT, "Hello", 1))
                .isInstanceOfSatisfying(Outcome.NotReached.class, notReached -> assertThat(notReached.reason())
                        .startsWith("the answer has nothing in it that means success"));
    }

    @Test
    void aNoteIsCountedBeforeItIsWrittenAgain() {
        system().answersRaw("").answersRaw("");
        assertThat(note(1)).isInstanceOf(Outcome.Unknown.class);

        system().asked.clear();
        system().answers(200, "", "{\"result\": 1}");
        assertThat(note(2)).isInstanceOf(Outcome.Delivered.class);
        assertThat(system().asked).singleElement().satisfies(asked -> assertThat(asked)
                .startsWith("POST /rpc ").endsWith("{\"method\":\"count\",\"params\":[\"order,12\",\"" + ID + "\"]}"));
    }

    @Test
    void anErrorOfARemoteCallIsReadByItsKind() {
        system().answers(200, "", "{\"error\": [\"UserError\", \"no\"]}");
        assertThat(note(1)).isInstanceOf(Outcome.Refused.class);

        system().answers(200, "", "{\"error\": [\"ConcurrencyException\", \"x\"]}").answers(200, "", "{\"result\": 0}");
        assertThat(note(1)).isInstanceOf(Outcome.Conflict.class);

        system().answers(200, "", "{\"error\": [\"SomethingElse\"]}");
        assertThat(note(1)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void soapIsReadAndAskedLikeTheRest() {
        system().answers(200, "", soap("<SetResponse><dispute><no>7</no><status>OPEN</status></dispute></SetResponse>"))
                .answers(200, "",
                        soap("<GetResponse><dispute><no>7</no><status>RESOLVED</status></dispute></GetResponse>"));
        assertThat(tell("counter", Entity.CASE, CommandKind.CASE_STATUS, "resolved", 1)).isInstanceOfSatisfying(
                Outcome.Delivered.class, delivered -> {
                    assertThat(Objects.requireNonNull(delivered.now()).status()).isEqualTo(CaseStatus.RESOLVED);
                    assertThat(delivered.answer()).isEqualTo("HTTP 200, confirmed");
                });
        assertThat(system().asked.getLast()).startsWith("POST /ws ").endsWith("<Get><no>7</no></Get>");

        system().answers(200, "", soap("<SetResponse><ok/></SetResponse>"))
                .answers(200, "",
                        soap("<GetResponse><dispute><no>7</no><status>OPEN</status></dispute></GetResponse>"));
        assertThat(tell("counter", Entity.CASE, CommandKind.CASE_STATUS, "resolved", 1))
                .isInstanceOf(Outcome.Contradicted.class);

        system().answers(500, "", soap("<soap:Fault><faultcode>soap:Client</faultcode></soap:Fault>"));
        assertThat(tell("counter", Entity.CASE, CommandKind.CASE_STATUS, "resolved", 1))
                .isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"<text>Größe &lt; 3 &amp; mehr</text>, Delivered", "<text>Größe</text>, Refused"})
    void aRuleFindsAValueAsXmlWritesIt(String shown, String outcome) {
        system().answers(200, "", soap("<Ok/>")).answers(200, "", soap(shown));

        assertThat(tell("counter", Entity.CASE, CommandKind.CASE_COMMENT, "Größe < 3 & mehr", 1).getClass()
                .getSimpleName()).isEqualTo(outcome);
    }

    private static String soap(String body) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    private Outcome note(int attempt) {
        return tell("ledger", Entity.ORDER, CommandKind.CASE_NOTE, "resolved", attempt, "12");
    }

    private Outcome status(String value, int attempt) {
        return tell("desk", Entity.CASE, CommandKind.CASE_STATUS, value, attempt);
    }

    private Outcome tell(String to, Entity entity, CommandKind kind, @Nullable String value, int attempt) {
        return tell(to, entity, kind, value, attempt, "7");
    }

    private Outcome tell(String to, Entity entity, CommandKind kind, @Nullable String value, int attempt, String key) {
        var payload = JsonNodeFactory.instance.objectNode().put("value", value).put("case", "CH-000001");
        return routes().carry(new Command(ID, Topic.of(CaseId.next()), new SourceRef(to, entity, key), kind, payload, 3,
                attempt == 1 ? Manner.FIRST : Manner.AGAIN));
    }

    private static Shown shown(CaseStatus status, String word, long version) {
        return new Shown(status, word, Priority.NORMAL, "ada", Instant.parse("2026-01-02T00:00:00Z"), version);
    }

    private static String ticket(String status, int version) {
        return TICKET.formatted(status, 50, "ada", version);
    }

    private FakeSystem system() {
        return Objects.requireNonNull(system);
    }

    private RunningRoutes routes() {
        return Objects.requireNonNull(routes);
    }
}
