package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static io.casehub.security.Role.PORTAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.casehub.api.Contract.Operation;
import io.casehub.cases.RequestKey;
import io.casehub.cases.answers.GivenAnswers;
import io.casehub.cases.answers.RequestUnderWay;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is sent twice with one Idempotency-Key happens once and is answered the same. */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class OnceIT {

    /** They read, or know what is sent twice by what it is. */
    private static final Set<String> WITHOUT = Set.of("graphql", "previewConnector", "receiveWebhook", "deliverMail");

    private static final Instant SOON = Instant.now().plus(Duration.ofDays(30));

    private final Contract contract = Contract.read();
    private final Desk desk;
    private final GivenAnswers answers;
    private final JdbcClient jdbc;

    OnceIT(@Autowired Desk desk, @Autowired GivenAnswers answers, @Autowired JdbcClient jdbc) {
        this.desk = desk;
        this.answers = answers;
        this.jdbc = jdbc;
    }

    @BeforeAll
    void somebodyIsKnown() {
        desk.told("customer", """
                {"source": {"key": "once1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person",
                 "name": "Emilie du Châtelet", "contacts": [{"type": "email", "value": "emilie@once.example"}]}""");
    }

    @Test
    void whateverDoesSomethingTakesAKey() {
        assertThat(contract.operations()).filteredOn(operation -> operation.method().equals("POST"))
                .filteredOn(operation -> !operation.takesKey()).extracting(Operation::id)
                .containsExactlyInAnyOrderElementsOf(WITHOUT);
    }

    @Test
    void theSameAgainIsAnsweredTheSameAndHasNoSecondEffect() {
        var hub = opened();
        var score = "{\"name\": \"once\", \"value\": 1, \"by\": \"lab\"}";
        var share = "{\"partner\": \"Once & Co\", \"until\": \"" + SOON + "\"}";
        var guest = "{\"role\": \"contact\", \"name\": \"Voltaire\", \"email\": \"voltaire@once.example\"}";

        twice(AGENT, "postScore", customer() + "/scores", score);
        twice(AGENT, "shareCase", hub + "/shares", share);
        twice(AGENT, "addParticipant", hub + "/participants", guest);
        twice(PORTAL, "obtainToken", customer() + "/tokens", null);
        twice(INTEGRATOR, "pauseConnector", "/api/v1/connectors/crm/pause", null);
        twice(INTEGRATOR, "resumeConnector", "/api/v1/connectors/crm/resume", null);

        assertThat(desk.get(customer() + "/scores").path("items")).hasSize(1);
    }

    @Test
    void theSameKeyWithAnotherRequestIsRefused() {
        var path = opened() + "/shares";
        var key = UUID.randomUUID().toString();
        var share = "{\"partner\": \"%s\", \"until\": \"" + SOON + "\"}";
        send(AGENT, "shareCase", path, share.formatted("one"), key);

        assertThat(send(AGENT, "shareCase", path, share.formatted("two"), key).statusCode()).isEqualTo(422);
        assertThat(send(AGENT, "addParticipant", path.replace("shares", "participants"), "{}", key).statusCode())
                .isEqualTo(422);
        assertThat(send(AGENT, "shareCase", path, share.formatted("one"), "x".repeat(201)).statusCode()).isEqualTo(400);
        assertThat(desk.get(path).path("items")).hasSize(1);
    }

    @Test
    void whatWasRefusedMayBeSentAgain() {
        var key = UUID.randomUUID().toString();
        var early = send(AGENT, "addParticipant", "/api/v1/cases/CH-999999/participants",
                "{\"role\": \"contact\", \"name\": \"a\"}", key);

        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(send(AGENT, "addParticipant", opened() + "/participants",
                "{\"role\": \"contact\", \"name\": \"a\"}", key).statusCode()).isEqualTo(201);
    }

    @Test
    void whoeverSendsItAtTheSameTimeGetsTheSame() {
        var path = customer() + "/suggestions";
        var key = UUID.randomUUID().toString();

        var sent = IntStream.range(0, 6).mapToObj(n -> CompletableFuture.supplyAsync(() -> send(AGENT, "postSuggestion",
                path, "{\"title\": \"Write to her\", \"by\": \"lab\"}", key).body())).toList();

        assertThat(sent.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @Test
    void whatIsUnderWayIsSaidToBeAndWhatWasKeptTellsNobodyAnything() {
        var key = new RequestKey("agent:once", UUID.randomUUID().toString(), "POST /x");
        var answer = "secret".getBytes(StandardCharsets.UTF_8);

        assertThat(answers.apart(key, () -> {
            assertThatThrownBy(() -> answers.apart(key, () -> answer)).isInstanceOf(RequestUnderWay.class);
            return answer;
        })).isEqualTo(answer);

        assertThat(answers.apart(key, () -> new byte[0])).isEqualTo(answer);
        assertThat(jdbc.sql("select answer from given_answer where answer is not null").query(byte[].class).list())
                .isNotEmpty().allSatisfy(kept -> assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                        .doesNotContain("secret"));
    }

    @Test
    void aListThatIsShortIsAListOfPagesToo() {
        var hub = opened();
        for (var name : List.of("a", "b", "c")) {
            send(AGENT, "shareCase", hub + "/shares",
                    "{\"partner\": \"" + name + "\", \"until\": \"" + SOON + "\"}", "share " + hub + name);
            send(AGENT, "addParticipant", hub + "/participants", "{\"role\": \"contact\", \"name\": \"" + name + "\"}",
                    "join " + hub + name);
        }

        assertThat(paged(AGENT, hub + "/shares", "partner")).containsExactly("a", "b", "c");
        assertThat(paged(AGENT, hub + "/participants", "name")).containsSubsequence("a", "b", "c");
        assertThat(paged(INTEGRATOR, "/api/v1/connectors", "name")).isSorted().contains("crm", "shop");
        assertThat(paged(AGENT, "/api/v1/case-types", "name")).isSorted().isNotEmpty();
        for (var list : List.of("/api/v1/connectors", "/api/v1/connectors/crm/drift", "/api/v1/subscriptions",
                "/api/v1/deliveries/systems", "/api/v1/case-types", hub + "/deliveries", hub + "/shares")) {
            for (var wrong : List.of("limit=0", "limit=201", "limit=many", "odd=1")) {
                assertThat(desk.send(list.startsWith("/api/v1/case") ? AGENT : INTEGRATOR, "GET", list + "?" + wrong,
                        null).statusCode()).as(list + " " + wrong).isEqualTo(400);
            }
        }
    }

    private List<String> paged(Role as, String path, String field) {
        var names = new ArrayList<String>();
        for (var next = path + "?limit=1"; !next.isEmpty();) {
            var page = ExactJson.parse(desk.send(as, "GET", next, null).body());
            assertThat(page.path("items")).hasSizeLessThanOrEqualTo(1);
            page.path("items").forEach(item -> names.add(item.path(field).asText()));
            next = page.path("next").asText();
        }
        return names;
    }

    private void twice(Role as, String operation, String path, @Nullable String body) {
        var key = UUID.randomUUID().toString();
        var first = send(as, operation, path, body, key);
        var again = send(as, operation, path, body, key);

        assertThat(first.statusCode()).as(operation + first.body()).isBetween(200, 201);
        assertThat(again.statusCode()).as(operation).isEqualTo(first.statusCode());
        assertThat(again.body()).as(operation).isEqualTo(first.body());
    }

    private HttpResponse<String> send(Role as, String operation, String path, @Nullable String body, String key) {
        var answer = desk.send(as, "POST", path, body, "Content-Type", "application/json", "Idempotency-Key", key);
        contract.check(operation, answer);
        return answer;
    }

    private String opened() {
        return ExactJson.parse(desk.send(AGENT, "POST", "/api/v1/cases", "{\"subject\": \"Once only\"}", "Content-Type",
                "application/json").body()).path("href").asText();
    }

    private String customer() {
        return desk.get("/api/v1/customers?email=emilie@once.example").at("/items/0/href").asText();
    }
}
