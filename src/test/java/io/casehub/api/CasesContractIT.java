package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.etag;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Cases opened, found, read, changed and commented, and their history. */
@RunningHub
@Keeps({"findCases", "openCase", "readCase", "changeCase", "commentCase", "readHistory"})
class CasesContractIT extends ContractPart {

    CasesContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void casesAreSearchedPageByPage() {
        IntStream.range(0, 5).forEach(n -> hub.open("{\"subject\": \"Batch " + n + "\", \"assignee\": \"batcher\"}"));
        var found = new ArrayList<String>();
        for (var next = "/api/v1/cases?assignee=batcher&status=new,open&limit=2"; !next.isEmpty();) {
            var page = json(hub.agent("findCases", next));
            page.path("items").forEach(item -> found.add(item.path("subject").asText()));
            next = page.path("next").asText();
        }

        assertThat(found).containsExactly("Batch 4", "Batch 3", "Batch 2", "Batch 1", "Batch 0");
        assertThat(json(hub.agent("findCases", "/api/v1/cases?customer=" + known.ada() + "&q=parcel"))
                .at("/items/0/subject").asText()).isEqualTo("Parcel open");
        assertThat(json(hub.agent("findCases", "/api/v1/cases?q=" + known.parcel().path("number").asText()))
                .path("items")).containsExactly(known.parcel());
        for (var wrong : List.of("status=odd", "customer=17", "customer=" + NOBODY, "behind=x", "limit=-1")) {
            assertThat(hub.agent("findCases", "/api/v1/cases?" + wrong).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aCaseOpenedTwiceWithOneKeyIsOneCase() {
        var wish = "{\"subject\": \"Lamp broken\", \"description\": \"In pieces\", \"customer\": \"" + known.ada()
                + "\", \"priority\": \"urgent\", \"type\": \"return\", \"assignee\": \"ada\"}";
        var first = hub.post("openCase", "/api/v1/cases", wish, "Idempotency-Key", "k1");
        var again = hub.post("openCase", "/api/v1/cases", wish, "Idempotency-Key", "k1");
        var other = hub.post("openCase", "/api/v1/cases", "{\"subject\": \"Other\"}", "Idempotency-Key", "k1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).at("/comments/0/text").asText()).isEqualTo("In pieces");
        assertThat(json(first).at("/comments/0/internal").asBoolean()).isTrue();
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(hub.agent("readCase", location(first))))
                .isEqualTo(json(first));
    }

    @Test
    void aBodyIsTakenAsTheContractHasItOrNotAtAll() {
        for (var wrong : List.of("", "null", "[]", "{\"subject\":", "{}", "{\"subject\": 1}", "{\"subject\": \" \"}",
                "{\"subject\": \"a\", \"colour\": \"red\"}", "{\"subject\": \"a\", \"subject\": \"b\"}",
                "{\"subject\": \"" + "a".repeat(501) + "\"}", "{\"subject\": \"a\", \"priority\": \"odd\"}",
                "{\"subject\": \"a\\u0000\"}", "{\"subject\": \"a\"} x",
                "{\"subject\": \"a\", \"customer\": \"" + NOBODY + "\"}")) {
            assertThat(hub.post("openCase", "/api/v1/cases", wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(hub.post("openCase", "/api/v1/cases", "{\"subject\": \"a\", \"colour\": 1}").body())
                .contains("colour");
        assertThat(hub.post("openCase", "/api/v1/cases", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(
                hub.send(AGENT, "openCase", "/api/v1/cases", "a=b", "Content-Type", "application/x-www-form-urlencoded")
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void aCaseIsChangedByWhoHasReadIt() {
        var opened = hub.open("{\"subject\": \"To change\"}");
        var path = location(opened);
        var patch = "{\"status\": \"open\", \"priority\": \"low\", \"assignee\": \"bob\", \"subject\": \"Changed\"}";
        var changed = hub.patch(path, patch, "If-Match", etag(opened));

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("subject").asText()).isEqualTo("Changed");
        assertThat(etag(changed)).isEqualTo("\"2\"");
        assertThat(hub.patch(path, patch, "If-Match", etag(opened)).statusCode()).isEqualTo(412);
        assertThat(hub.patch(path, patch, "If-Match", "W/\"2\"").statusCode()).isEqualTo(412);
        assertThat(hub.patch(path, patch).statusCode()).isEqualTo(428);
        var freed = hub.post("changeCase", "/api/v1/cases/" + json(changed).path("number").asText(),
                "{\"assignee\": null}", "If-Match", "*");
        assertThat(json(freed).has("assignee")).isFalse();
        assertThat(json(freed).at("/ownership/status/conflict").asText()).isEqualTo("owner-wins");
        for (var wrong : List.of("{\"status\": null}", "{\"status\": \"unknown\"}", "{\"number\": \"CH-1\"}",
                "{\"subject\": \"\"}")) {
            assertThat(hub.patch(path, wrong, "If-Match", "*").statusCode()).as(wrong).isEqualTo(400);
        }
        var dispute = location(hub.open("{\"subject\": \"To settle\", \"type\": \"dispute\"}"));
        assertThat(hub.patch(dispute, "{\"status\": \"closed\"}", "If-Match", "*").statusCode()).isEqualTo(422);
        assertThat(hub.patch("/api/v1/cases/" + NOBODY, patch, "If-Match", "*").statusCode()).isEqualTo(404);
        assertThat(hub.patch("/api/v1/cases/null", patch, "If-Match", "*").statusCode()).isEqualTo(400);
        assertThat(hub.patch(path, "x".repeat(1_100_000), "If-Match", "*").statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "changeCase", path, patch, "If-Match", "*", "Content-Type", "text/plain")
                .statusCode()).isEqualTo(415);
    }

    @Test
    void whatIsNoCaseIsNotFound() {
        assertThat(hub.agent("readCase", "/api/v1/cases/CH-999999").statusCode()).isEqualTo(404);
        assertThat(hub.agent("readHistory", "/api/v1/cases/CH-999999/history").statusCode()).isEqualTo(404);
    }

    @Test
    void aCaseThatIsPartOfAnotherLeadsThere() {
        var merged = known.mergedCase();

        var answer = hub.agent("readCase", "/api/v1/cases/" + merged.gone());

        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(json(hub.agent("readCase", location(answer))).path("number").asText()).isEqualTo(merged.into());
    }

    @Test
    void aCommentIsWrittenOnceAndStandsInTheHistory() {
        var opened = hub.open("{\"subject\": \"To write on\"}");
        var path = location(opened);
        var first = hub.post("commentCase", path + "/comments", "{\"text\": \"\\\"quoted\\\"\"}", "Idempotency-Key",
                "c1");
        var again = hub.post("commentCase", path + "/comments", "{\"text\": \"\\\"quoted\\\"\"}", "Idempotency-Key",
                "c1");
        var other = hub.post("commentCase", path + "/comments", "{\"text\": \"other\"}", "Idempotency-Key", "c1");
        var open = hub.post("commentCase", path + "/comments", "{\"text\": \"for her\", \"internal\": false}");

        assertThat(json(first).path("author").asText()).isEqualTo("agent:ada");
        assertThat(json(first).path("text").asText()).isEqualTo("\"quoted\"");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(open).path("internal").asBoolean()).isFalse();
        assertThat(hub.post("commentCase", path + "/comments", "{\"text\": \"a\", \"internal\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(hub.post("commentCase", "/api/v1/cases/CH-999999/comments", "{\"text\": \"a\"}").statusCode())
                .isEqualTo(404);
        assertThat(hub.post("commentCase", path + "/comments", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.send(AGENT, "commentCase", path + "/comments", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
        var page = json(hub.agent("readHistory", path + "/history?limit=2"));
        assertThat(page.path("items")).hasSize(2);
        assertThat(json(hub.agent("readHistory", page.path("next").asText())).at("/items/0/seq").asInt())
                .isEqualTo(3);
    }

    @Test
    void theHistoryOfACaseIsAReportOnDemand() {
        var path = location(hub.open("{\"subject\": \"To report\"}")) + "/history";
        hub.post("commentCase", path.replace("/history", "/comments"), "{\"text\": \"=1+1\"}");

        var csv = hub.agent("readHistory", path + "?format=csv");
        assertThat(csv.headers().firstValue("Content-Disposition").orElse("")).contains("CH-").contains(".csv");
        assertThat(csv.body().lines()).hasSize(3).last().asString()
                .contains("agent:ada,case.commented,internal,,'=1+1");
        assertThat(hub.agent("readHistory", path + "?format=pdf").body()).startsWith("%PDF-");
        assertThat(json(hub.agent("readHistory", path + "?format=json&limit=1")).has("next")).isTrue();
        IntStream.range(0, 3)
                .forEach(n -> hub.patch(path.replace("/history", ""), "{\"subject\": \"" + n + "\"}", "If-Match", "*"));
        assertThat(hub.agent("readHistory", path + "?format=csv").body().lines()).hasSize(6);
        for (var wrong : List.of("?format=xml", "?format=csv&limit=3", "?format=pdf&behind=1")) {
            assertThat(hub.agent("readHistory", path + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }
}
