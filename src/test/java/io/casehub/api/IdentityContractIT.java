package io.casehub.api;

import static io.casehub.api.Acquaintances.person;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is one customer: explained, decided and taken back. */
@RunningHub
@Keeps({"explainCustomer", "mergeCustomers", "splitCustomer", "listReviews", "decideReview", "reidentify"})
class IdentityContractIT extends ContractPart {

    IdentityContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whoIsOneCustomerIsExplainedDecidedAndTakenBack() {
        desk.told("customer", person("61", "grace61@elm.example", "1"), person("62", "grace62@elm.example", "1"),
                person("63", "grace63@elm.example", "1"));
        var ids = Stream.of("61", "62")
                .map(key -> desk.get("/api/v1/customers?ref=crm:" + key).at("/items/0/id").asText())
                .toList();
        var merge = "{\"customers\": [\"%s\", \"%s\"], \"reason\": \"told so\", \"preview\": %s}";

        var preview = json(
                hub.post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(ids.get(0), ids.get(1), true)));
        assertThat(preview.path("preview").asBoolean()).isTrue();
        assertThat(preview.path("customers")).hasSize(1);
        var merged = json(
                hub.post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(ids.get(0), ids.get(1), false)));
        var survivor = merged.at("/retired/0/into").asText();
        var explained = json(hub.agent("explainCustomer", "/api/v1/customers/" + survivor + "/identity"));
        assertThat(explained.path("records")).hasSize(2);
        assertThat(explained.findValues("verdict")).extracting(JsonNode::asText).contains("same", "review");
        var gone = merged.at("/retired/0/id").asText();
        assertThat(hub.agent("explainCustomer", "/api/v1/customers/" + gone + "/identity").statusCode())
                .isEqualTo(308);
        var split = "{\"records\": [{\"system\": \"crm\", \"key\": \"%s\"}], \"reason\": \"two after all\"}";
        assertThat(
                hub.post("splitCustomer", "/api/v1/customers/" + gone + "/split", split.formatted("62")).statusCode())
                .isEqualTo(308);
        assertThat(
                hub.post("splitCustomer", "/api/v1/customers/" + survivor + "/split", split.formatted("99"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(json(hub.post("splitCustomer", "/api/v1/customers/" + survivor + "/split", split.formatted("62")))
                .path("customers")).hasSize(2);
        assertThat(
                hub.post("mergeCustomers", "/api/v1/customers/merge", merge.formatted(gone, gone, false)).statusCode())
                .isEqualTo(409);

        var reviews = json(hub.agent("listReviews", "/api/v1/identity/reviews?limit=200")).path("items");
        var review = "/api/v1/identity/reviews/" + reviews.path(reviews.size() - 1).path("id").asText();
        var apart = "{\"decision\": \"apart\", \"reason\": \"they are neighbours\"}";
        assertThat(hub.post("decideReview", review, apart).statusCode()).isEqualTo(200);
        assertThat(hub.post("decideReview", review, apart).statusCode()).isEqualTo(409);
    }

    @Test
    void everybodyIsJudgedAnew() {
        var preview = json(reidentify("{}"));
        assertThat(preview.path("preview").asBoolean()).isTrue();
        assertThat(preview.path("records").asInt()).isPositive();
        var done = json(reidentify("{\"preview\": false}"));
        assertThat(done.path("moved").asInt()).isZero();
        assertThat(reidentify("{\"preview\": 1}").statusCode()).isEqualTo(400);
    }

    @Test
    void whoIsOneCustomerIsAskedAsTheContractHasItOrNotAtAll() {
        var nobody = "/api/v1/customers/" + NOBODY;
        var split = "{\"records\": [{\"system\": \"crm\", \"key\": \"1\"}], \"reason\": \"r\"}";
        assertThat(hub.agent("explainCustomer", nobody + "/identity").statusCode()).isEqualTo(404);
        assertThat(hub.post("splitCustomer", nobody + "/split", split).statusCode()).isEqualTo(404);
        assertThat(hub.post("mergeCustomers", "/api/v1/customers/merge", "{\"customers\": [\"%s\"], \"reason\": \"r\"}"
                .formatted(NOBODY)).statusCode()).isEqualTo(404);
        for (var call : Map.of("splitCustomer", "/api/v1/customers/" + known.ada() + "/split", "mergeCustomers",
                "/api/v1/customers/merge", "decideReview", "/api/v1/identity/reviews/1").entrySet()) {
            assertThat(hub.post(call.getKey(), call.getValue(), "{}").statusCode()).as(call.getKey()).isEqualTo(400);
        }
        assertThat(hub.post("decideReview", "/api/v1/identity/reviews/987654321",
                "{\"decision\": \"same\", \"reason\": \"r\"}").statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> reidentify(String body) {
        return hub.integrator("reidentify", "/api/v1/identity/reidentify", body);
    }
}
