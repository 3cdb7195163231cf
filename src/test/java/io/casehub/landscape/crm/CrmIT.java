package io.casehub.landscape.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.landscape.company.Company;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Json;
import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrmIT {

    private static final Company COMPANY = Company.generate(7, 120, LocalDate.of(2026, 6, 1));
    private static final String KEY = "a key for this test";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Crm crm;

    @BeforeEach
    void open() {
        crm = new Crm(folder, Loopback.freePort(), KEY, 1000, "store");
        crm.seed(COMPANY);
        crm.start();
    }

    @AfterEach
    void close() {
        crm.close();
    }

    @Test
    void pagesTellOfEveryContactOnceAndInTheOrderOfChange() throws Exception {
        var seen = new ArrayList<JsonNode>();
        var query = "limit=7";
        JsonNode page;
        do {
            page = json(get("/v2/contacts?" + query));
            page.path("contacts").forEach(seen::add);
            var last = seen.getLast();
            query = "limit=7&updated_since=" + encoded(last.path("updated_at").asText()) + "&after="
                    + last.path("id").asText();
        } while (page.path("has_more").asBoolean());

        assertThat(seen).hasSize(COMPANY.contacts().size());
        assertThat(seen).extracting(contact -> contact.path("id").asText()).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(
                        COMPANY.contacts().stream().map(contact -> contact.key()).toList());
        assertThat(seen).extracting(contact -> contact.path("updated_at").asText()).isSorted();
        assertThat(names(seen.getFirst())).contains("first_name", "email_2", "vat_id", "birth_date", "updated_at",
                "version");
    }

    @Test
    void aChangedCaseComesAfterAllOthers() throws Exception {
        var before = json(get("/v2/cases/1001"));

        var after = json(patch(1001, "{\"owner\":\"n.new\"}", before.path("version").asText()));

        assertThat(after.path("version").asInt()).isEqualTo(before.path("version").asInt() + 1);
        var next = json(get(
                "/v2/cases?updated_since=" + encoded(before.path("updated_at").asText()) + "&after=1001&limit=500"));
        assertThat(List.copyOf(ids(next)).getLast()).isEqualTo(1001);
        assertThat(asked("patch case")).extracting(Journal.Entry::outcome).containsExactly("done");
    }

    @Test
    void aStaleVersionIsRefusedAndLeavesTheCase() throws Exception {
        patch(1002, "{\"priority\":\"P1\"}", "1");

        var refused = patch(1002, "{\"priority\":\"P4\"}", "1");

        assertThat(refused.statusCode()).isEqualTo(412);
        assertThat(json(refused).path("version").asInt()).isEqualTo(2);
        assertThat(json(get("/v2/cases/1002")).path("priority").asText()).isEqualTo("P1");
    }

    @Test
    void valuesThatTheCrmDoesNotKnowAreRefused() throws Exception {
        assertThat(patch(1001, "{\"status\":\"Gone\"}", "1").statusCode()).isEqualTo(422);
        assertThat(patch(1001, "{\"mood\":\"good\"}", "1").statusCode()).isEqualTo(422);
        assertThat(patch(1001, "{\"status\":", "1").statusCode()).isEqualTo(400);
        assertThat(patch(999, "{\"status\":\"Solved\"}", "1").statusCode()).isEqualTo(404);
        assertThat(json(get("/v2/cases/1001")).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void aCommentSentTwiceIsThereOnce() throws Exception {
        var first = comment("{\"text\":\"Das Paket ist da.\",\"internal\":false}", "delivery-1");
        var second = comment("{\"text\":\"Das Paket ist da.\",\"internal\":false}", "delivery-1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(json(get("/v2/cases/1001/comments")).path("comments")).hasSize(1);
        assertThat(json(get("/v2/cases/1001")).path("version").asInt()).isEqualTo(2);
        assertThat(asked("post comment")).extracting(Journal.Entry::outcome).containsExactly("done", "repeated");
    }

    @Test
    void nobodyIsLetInWithoutTheKey() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(crm.url() + "/v2/cases")).header("X-Api-Key", "guessed")
                .build();

        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
    }

    @Test
    void whoAsksTooOftenIsToldToWait() throws Exception {
        crm.close();
        crm = new Crm(folder, Loopback.freePort(), KEY, 3, "store");
        crm.start();

        var answers = new ArrayList<HttpResponse<String>>();
        for (var i : IntStream.range(0, 10).toArray())
            answers.add(get("/v2/cases/" + (1001 + i)));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 429).isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.headers().firstValue("Retry-After")).hasValue("1"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> patch(int id, String body, String version) throws IOException, InterruptedException {
        return client.send(request("/v2/cases/" + id).header("If-Match", "\"" + version + "\"")
                .method("PATCH", BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> comment(String body, String key) throws IOException, InterruptedException {
        return client.send(
                request("/v2/cases/1001/comments").header("Idempotency-Key", key).POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(crm.url() + path)).header("X-Api-Key", KEY);
    }

    private List<Journal.Entry> asked(String what) {
        return crm.journal().entries().stream().filter(entry -> entry.what().equals(what)).toList();
    }

    private static List<Integer> ids(JsonNode page) {
        var ids = new ArrayList<Integer>();
        page.path("cases").forEach(found -> ids.add(found.path("id").asInt()));
        return ids;
    }

    private static List<String> names(JsonNode object) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.SNAKE.read(answer.body(), JsonNode.class);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
