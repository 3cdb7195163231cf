package io.casehub.api;

import static io.casehub.security.Role.AGENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.intake.ArrivedMail;
import io.casehub.intake.MailPage;
import io.casehub.intake.Mailroom;
import io.casehub.mapping.ExactJson;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * A matter goes on from channel to channel, as a telephone system, a bot and an agent's desktop
 * tell of it.
 */
@RunningHub
class InteractionsIT {

    private static final Instant NINE = Instant.parse("2026-03-01T09:00:00Z");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Desk desk;
    private final Mailroom mailroom;
    private final int number = COUNT.incrementAndGet();
    private @Nullable String cursor;

    InteractionsIT(@Autowired Desk desk, @Autowired Mailroom mailroom) {
        this.desk = desk;
        this.mailroom = mailroom;
    }

    @Test
    void aMatterBegunByMailGoesOnByPhoneByTheNumberOfItsCase() {
        var mailed = mail("anna");
        var call = call("call", phone(1)).put("case", mailed.path("number").asText());
        call.putObject("recording").put("url", "https://calls.example/1.wav");
        call.putObject("transcript").put("url", "https://calls.example/1.txt");
        call.putObject("verified").put("at", "2026-03-01T10:01:00Z").put("by", "ben").put("how", "PIN");

        var taken = json(post(call));

        assertThat(taken.at("/case/id")).isEqualTo(mailed.path("id"));
        assertThat(taken.path("customer")).isEqualTo(mailed.path("customer"));
        assertThat(channels(mailed)).containsExactly("call", "mail");
        var shown = desk.get("/api/v1/customers/" + mailed.path("customer").asText()).at("/interactions/items/0");
        assertThat(shown.path("recording").asText()).isEqualTo("https://calls.example/1.wav");
        assertThat(shown.at("/transcript/url").asText()).isEqualTo("https://calls.example/1.txt");
        assertThat(shown.at("/verified/by").asText()).isEqualTo("ben");
    }

    @Test
    void aCallThatAnswersAMailIsInItsCase() {
        var mailed = mail("anna");

        var taken = json(post(call("call", phone(1)).put("inReplyTo", "<anna" + number + "@mail.example>")
                .put("customer", mailed.path("customer").asText())));

        assertThat(taken.at("/case/id")).isEqualTo(mailed.path("id"));
        assertThat(taken.path("why").asText()).contains("answers");
    }

    @Test
    void whatIsOfOneConversationIsInOneCase() {
        var chat = json(post(told("chat", "chat").put("conversation", "c" + number)));
        var call = json(post(call("call", phone(1)).put("conversation", "c" + number)));
        var answer = json(post(call("second", phone(2)).put("inReplyTo", id("call"))));
        var note = json(post(note("note").put("conversation", "c" + number)));

        assertThat(chat.path("why").asText()).isEqualTo("the chat it was opened for");
        assertThat(List.of(call, answer, note)).allSatisfy(other -> {
            assertThat(other.path("case")).isEqualTo(chat.path("case"));
            assertThat(other.path("customer")).isEqualTo(chat.path("customer"));
        });
        assertThat(channels(hub(chat))).containsExactlyInAnyOrder("chat", "call", "call", "note");
    }

    @Test
    void aConversationOfSomebodyElseIsNotJoined() {
        var chat = json(post(told("chat", "chat").put("conversation", "c" + number)));
        var other = told("other", "chat").put("conversation", "c" + number);
        ((ObjectNode) other.path("from")).put("email", "eve" + number + "@else.example");
        json(post(told("known", "chat").set("from", other.path("from"))));

        var taken = json(post(other));

        assertThat(taken.at("/case/id")).isNotEqualTo(chat.at("/case/id"));
        assertThat(taken.path("customer")).isNotEqualTo(chat.path("customer"));
    }

    @Test
    void whatIsToldTwiceIsThereOnceAndWhatIsToldAnewIsShownAnew() {
        var first = post(told("chat", "chat"));
        var again = post(told("chat", "chat"));
        var changed = post(told("chat", "chat").put("text", "In the end she was glad."));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(changed.body()).isEqualTo(first.body());
        var location = first.headers().firstValue("Location").orElseThrow();
        assertThat(desk.get(location).path("text").asText()).isEqualTo("In the end she was glad.");
        assertThat(channels(hub(json(first)))).containsExactly("chat");
    }

    @Test
    void aStrangersCaseIsRefusedAndNothingStays() {
        var mailed = mail("anna");
        var known = json(post(told("known", "chat")));
        var call = told("call", "chat").put("case", mailed.path("number").asText());

        var refused = post(call);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).path("detail").asText()).contains("of another customer");
        assertThat(channels(mailed)).containsExactly("mail");
        call.remove("case");
        assertThat(post(call).statusCode()).isEqualTo(201);
        assertThat(json(post(call)).path("customer")).isEqualTo(known.path("customer"));
    }

    @Test
    void whatIsInACaseIsNotMovedToAnother() {
        var chat = json(post(told("chat", "chat")));
        var other = json(post(told("other", "chat")));

        var moved = post(told("chat", "chat").put("case", other.at("/case/number").asText()));

        assertThat(moved.statusCode()).isEqualTo(409);
        assertThat(json(moved).path("detail").asText()).contains(chat.at("/case/number").asText());
    }

    @Test
    void aCaseThatWasNobodysIsTheCustomersWhoseCallNamesIt() {
        var opened = json(desk.send(AGENT, "POST", "/api/v1/cases", "{\"subject\": \"Whose?\"}", "Content-Type",
                "application/json"));

        var taken = json(post(told("call", "call").put("case", opened.path("id").asText())));

        assertThat(hub(taken).path("customer")).isEqualTo(taken.path("customer"));
        assertThat(roles(taken)).contains("customer");
    }

    @Test
    void whatAPersonBeginsOpensACaseAndOtherThingsDoNot() {
        var anonymous = told("anonymous", "call");
        anonymous.remove("from");
        var outbound = call("outbound", phone(3)).put("direction", "outbound");
        outbound.set("to", outbound.arrayNode().add(outbound.remove("from")));

        for (var quiet : List.of(anonymous, outbound, note("note"), told("wish", "form").put("openCase", false))) {
            assertThat(json(post(quiet)).has("case")).as(quiet.toString()).isFalse();
        }
        for (var channel : List.of("call", "chat", "message", "form")) {
            assertThat(json(post(told(channel, channel))).has("case")).as(channel).isTrue();
        }
        assertThat(json(post(note("wanted").put("openCase", true))).has("case")).isTrue();
    }

    @Test
    void aCallReopensWhatWasResolved() {
        var mailed = mail("anna");
        desk.send(AGENT, "PATCH", "/api/v1/cases/" + mailed.path("id").asText(), "{\"status\": \"resolved\"}",
                "If-Match", "*", "Content-Type", "application/json");

        post(call("call", phone(1)).put("case", mailed.path("id").asText()));

        assertThat(desk.get("/api/v1/cases/" + mailed.path("id").asText()).path("status").asText()).isEqualTo("open");
    }

    @Test
    void theMarkOfAVerifiedCallerGoesWithHimThroughHisConversation() {
        var first = call("first", phone(1)).put("conversation", "c" + number);
        first.putObject("verified").put("at", "2026-03-01T10:01:00Z").put("by", "ben").put("how", "PIN");
        var taken = json(post(first));

        var transferred = told(post(call("second", phone(1)).put("conversation", "c" + number)
                .put("startedAt", "2026-03-01T10:20:00Z")));
        var tooLate = told(post(call("late", phone(1)).put("conversation", "c" + number)
                .put("startedAt", "2026-03-01T10:31:01Z")));
        var wife = told(post(call("wife", phone(2)).put("conversation", "c" + number)
                .put("startedAt", "2026-03-01T10:20:00Z")));

        assertThat(transferred.path("verified")).isEqualTo(first.path("verified"));
        assertThat(tooLate.has("verified")).isFalse();
        assertThat(wife.has("verified")).isFalse();
        desk.send(AGENT, "PATCH", "/api/v1/cases/" + taken.at("/case/id").asText(), "{\"assignee\": \"eve\"}",
                "If-Match", "*", "Content-Type", "application/json");
        var handedOn = hub(taken);
        var marked = handedOn.at("/verified/participant");
        assertThat(handedOn.at("/verified/verifiedBy").asText()).isEqualTo("ben");
        assertThat(handedOn.path("participants")).filteredOn(one -> one.has("verifiedAt")).singleElement()
                .satisfies(one -> {
                    assertThat(one.path("id")).isEqualTo(marked);
                    assertThat(one.path("phone").asText()).isEqualTo(phone(1));
                    assertThat(one.path("role").asText()).isEqualTo("contact");
                });
        assertThat(roles(taken)).contains("agent", "customer", "contact");
    }

    @Test
    void oneIsToldTwiceAtOnceAndIsOne() {
        var answers = atOnce(6, i -> post(told("chat", "chat")));

        assertThat(answers.stream().map(HttpResponse::body).distinct()).hasSize(1);
        assertThat(answers.stream().map(HttpResponse::statusCode)).containsOnlyOnce(201);
    }

    @Test
    void theLegsOfACallThatAreToldAtOnceAreInOneCase() {
        var answers = atOnce(6, i -> post(told("leg" + i, "call").put("conversation", "c" + number)));

        assertThat(answers.stream().map(answer -> json(answer).at("/case/id").asText()).distinct()).hasSize(1);
        assertThat(channels(hub(json(answers.getFirst())))).hasSize(6);
    }

    @Test
    void theInteractionsOfACaseAreReadPageByPage() {
        var chat = json(post(told("0", "chat").put("conversation", "c" + number)));
        IntStream.range(1, 5).forEach(i -> post(told("" + i, "chat").put("conversation", "c" + number)
                .put("startedAt", NINE.plusSeconds(7200 + i / 2).toString())));
        var path = "/api/v1/cases/" + chat.at("/case/number").asText() + "/interactions";
        var all = desk.get(path).path("items");
        var stepped = ExactJson.parse("[]");

        for (var next = path + "?limit=2"; !next.isEmpty();) {
            var page = desk.get(next);
            ((ArrayNode) stepped).addAll(
                    (ArrayNode) page.path("items"));
            next = page.path("next").asText();
        }

        assertThat(stepped).hasSize(5).isEqualTo(all);
        assertThat(desk.get("/api/v1/interactions/" + all.at("/4/id").asText())).isEqualTo(all.path(4));
    }

    @Test
    void aMailOfACaseIsReadByItsIdAndItsPeopleTakePart() {
        var mailed = mail("anna");
        var items = desk.get("/api/v1/cases/" + mailed.path("id").asText() + "/interactions").path("items");

        assertThat(desk.get("/api/v1/interactions/" + items.at("/0/id").asText())).isEqualTo(items.path(0));
        assertThat(desk.get("/api/v1/interactions/email:anna" + number + "@mail.example")).isEqualTo(items.path(0));
        assertThat(mailed.path("participants")).extracting(one -> one.path("role").asText() + " "
                + one.path("email").asText()).contains("contact anna" + number + "@mail.example",
                        "contact carl@mail.example");
    }

    @Test
    void aCommentAnswersAnotherAndCallsAnExpert() {
        var path = "/api/v1/cases/" + mail("anna").path("id").asText();
        var first = json(comment(path, "{\"text\": \"Is this so?\", \"mentions\": [\"erika.expert\"]}"));

        var answer = json(comment(path, "{\"text\": \"It is.\", \"inReplyTo\": \"" + first.path("id").asText()
                + "\", \"internal\": false}"));

        assertThat(answer.path("inReplyTo")).isEqualTo(first.path("id"));
        assertThat(desk.get(path).path("comments")).containsExactly(first, answer);
        assertThat(desk.get(path).path("participants")).filteredOn(one -> one.path("role").asText().equals("expert"))
                .singleElement().satisfies(one -> {
                    assertThat(one.path("caller").asText()).isEqualTo("erika.expert");
                    assertThat(one.path("sees").asText()).isEqualTo("internal");
                });
        assertThat(desk.get(path + "/history").path("items")).extracting(entry -> entry.path("action").asText())
                .containsSubsequence("case.commented", "participant.added", "case.commented");
        assertThat(comment(path, "{\"text\": \"a\", \"inReplyTo\": \"00000000-0000-4000-8000-000000000000\"}")
                .statusCode()).isEqualTo(400);
        assertThat(comment(path, "{\"text\": \"a\", \"mentions\": [\"no one\"]}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> comment(String path, String body) {
        return desk.send(AGENT, "POST", path + "/comments", body, "Content-Type", "application/json");
    }

    /** A mail of somebody, and the case it opened. */
    private JsonNode mail(String name) {
        var address = name + number + "@mail.example";
        var text = "From: " + name + " <" + address + ">\nTo: support@acme.example\nCc: carl@mail.example\n"
                + "Subject: Where is it? " + number + "\nMessage-ID: <" + address + ">\n\nDear all.\n";
        var route = "mails-" + number;
        mailroom.accept(new MailPage(route, "email", "support@acme.example", 1,
                List.of(new ArrivedMail(number, NINE, text.getBytes(UTF_8), false, null)), cursor, "1"));
        cursor = "1";
        var found = desk.get("/api/v1/cases?q=" + "Where%20is%20it%3F%20" + number).at("/items/0/id").asText();
        return desk.get("/api/v1/cases/" + found);
    }

    private ObjectNode call(String externalId, String phone) {
        var call = told(externalId, "call");
        call.putObject("from").put("phone", phone);
        return call;
    }

    private ObjectNode note(String externalId) {
        var note = told(externalId, "note").put("direction", "outbound");
        note.putObject("from").put("name", "Ben");
        return note;
    }

    /** Told by somebody whom the hub knows by his mail address, or gets to know so. */
    private ObjectNode told(String externalId, String channel) {
        var json = (ObjectNode) ExactJson
                .parse("{\"direction\": \"inbound\", \"startedAt\": \"2026-03-01T10:00:00Z\"}");
        json.put("externalId", id(externalId)).put("channel", channel).put("text", "Hello, it is me.");
        json.putObject("from").put("name", "Ada").put("email", "ada" + number + "@chat.example");
        return json;
    }

    private String id(String externalId) {
        return externalId + "-" + number;
    }

    private String phone(int n) {
        return "+4930" + (1_000_000 + 10 * number + n);
    }

    private HttpResponse<String> post(ObjectNode body) {
        return desk.send(AGENT, "POST", "/api/v1/interactions", body.toString(), "Content-Type", "application/json");
    }

    private JsonNode told(HttpResponse<String> posted) {
        return desk.get("/api/v1/interactions/" + json(posted).path("id").asText());
    }

    private JsonNode hub(JsonNode taken) {
        return desk.get("/api/v1/cases/" + taken.at("/case/id").asText());
    }

    private List<String> channels(JsonNode hub) {
        return desk.get("/api/v1/cases/" + hub.path("id").asText() + "/interactions").path("items")
                .findValuesAsText("channel");
    }

    private List<String> roles(JsonNode taken) {
        return hub(taken).path("participants").findValuesAsText("role");
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ExactJson.parse(answer.body());
    }

    private static List<HttpResponse<String>> atOnce(int many,
            IntFunction<HttpResponse<String>> what) {
        var running = IntStream.range(0, many).mapToObj(i -> CompletableFuture.supplyAsync(() -> what.apply(i)))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }
}
