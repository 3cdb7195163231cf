package io.casehub.api;

import static io.casehub.api.Acquaintances.person;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.etag;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.ADMIN;
import static io.casehub.security.Role.SUPERVISOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.mapping.ExactJson;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What was shown to whom, and what is left when a person is erased. */
@RunningHub
@Keeps({"listReads", "showRead", "eraseCustomer"})
class AuditContractIT extends ContractPart {

    AuditContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whatWasWrittenAboutAPersonIsErased() {
        desk.told("customer", person("20", "erased@example.org", "1"));
        var customer = desk.get("/api/v1/customers?ref=crm:20").at("/items/0/id").asText();
        var path = location(hub.open("{\"subject\": \"To erase\", \"customer\": \"" + customer + "\"}"));
        var before = etag(
                hub.post("commentCase", path + "/comments", "{\"text\": \"She said her PIN\"}").statusCode() == 201
                        ? hub.agent("readCase", path)
                        : hub.open("{}"));
        int reads = reads("?customer=" + customer).path("items").size();

        assertThat(json(erase(customer))).isEqualTo(ExactJson.parse(
                // the list of reads names him, too, and is one
                "{\"cases\": 1, \"comments\": 1, \"entries\": 2, \"reads\": %d}".formatted(reads + 1)));

        var after = hub.agent("readCase", path);
        assertThat(json(after).at("/comments/0/text").asText()).isEqualTo("[erased]");
        assertThat(etag(after)).isNotEqualTo(before);
        var history = hub.agent("readHistory", path + "/history");
        assertThat(history.body()).doesNotContain("PIN").contains("contents.erased").contains("admin:ada");
        assertThat(hub.agent("readHistory", path + "/history?format=pdf").statusCode()).isEqualTo(200);
        assertThat(json(erase(customer)).path("entries").asInt()).isZero();
        assertThat(reads("?customer=" + customer).path("items")).filteredOn(item -> item.has("erasedAt")).isNotEmpty()
                .allSatisfy(item -> assertThat(supervisor("showRead", item.path("href").asText()).statusCode())
                        .isEqualTo(410));
        assertThat(erase(known.retired().gone()).statusCode()).isEqualTo(308);
        assertThat(erase(NOBODY).statusCode()).isEqualTo(404);
        assertThat(erase("17").statusCode()).isEqualTo(400);
    }

    @Test
    void whatSomebodyWasShownIsShownAgainByteForByte() {
        var shown = hub.agent("readCustomer", "/api/v1/customers/" + known.ada());
        var id = shown.headers().firstValue("Casehub-Read").orElse("");

        var again = supervisor("showRead", "/api/v1/audit/reads/" + id);
        assertThat(again.body()).isEqualTo(shown.body());
        assertThat(again.headers().firstValue("Casehub-Read")).isPresent().get().isNotEqualTo(id);
        var found = reads(
                "?customer=" + known.ada() + "&actor=agent:ada&from=2026-01-05T10:00Z&to=2126-01-05T10:00:00Z");
        assertThat(found.path("items")).extracting(item -> item.path("id").asText()).contains(id);
        var page = reads("?limit=1");
        assertThat(supervisor("listReads", page.path("next").asText()).body()).isNotEqualTo(page.toString());

        for (var wrong : List.of("customer=17", "from=yesterday", "behind=x", "limit=0")) {
            assertThat(supervisor("listReads", "/api/v1/audit/reads?" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(supervisor("listReads", "/api/v1/audit/reads?customer=" + NOBODY).statusCode()).isEqualTo(404);
        assertThat(supervisor("showRead", "/api/v1/audit/reads/17").statusCode()).isEqualTo(400);
        assertThat(supervisor("showRead", "/api/v1/audit/reads/" + NOBODY).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> erase(String customer) {
        return hub.send(ADMIN, "eraseCustomer", "/api/v1/customers/" + customer + "/erase", null);
    }

    private JsonNode reads(String query) {
        return json(supervisor("listReads", "/api/v1/audit/reads" + query));
    }

    private HttpResponse<String> supervisor(String operation, String path) {
        return hub.send(SUPERVISOR, operation, path, null);
    }
}
