package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is found by its words or by its likeness, asked for in GraphQL, and handed over signed. */
@RunningHub
@Keeps({"search", "graphql", "readRelated", "readPacket", "listPacketKeys"})
class SearchContractIT extends ContractPart {

    SearchContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whatWasSaidIsSearchedPageByPage() {
        IntStream.range(0, 3)
                .forEach(n -> hub.open("{\"subject\": \"Zeppelin " + n + "\", \"description\": \"No <b>\"}"));
        var found = new ArrayList<String>();
        for (var next = "/api/v1/search?q=zeppelin&in=cases&status=new&limit=2"; !next.isEmpty();) {
            var page = json(hub.agent("search", next));
            page.path("items").forEach(item -> found.add(item.at("/case/subject").asText()));
            next = page.path("next").asText();
        }
        var mail = json(hub.agent("search", "/api/v1/search?q=where&in=interactions,cases&channel=mail&system=crm"
                + "&customer=" + known.ada() + "&from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00%2B01:00"));

        assertThat(found).containsExactly("Zeppelin 2", "Zeppelin 1", "Zeppelin 0");
        assertThat(mail.at("/items/0/interaction/subject").asText()).isEqualTo("Where is it?");
        assertThat(mail.at("/items/0/excerpt/marks/0/1").asInt()).isEqualTo(5);
        for (var wrong : List.of("", "?q=-x", "?q=a&in=mails", "?q=a&customer=17", "?q=a&customer=" + NOBODY,
                "?q=a&status=odd", "?q=a&channel=fax", "?q=a&from=today", "?q=a&behind=x", "?q=a&limit=0")) {
            assertThat(hub.agent("search", "/api/v1/search" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
    }

    @Test
    void whatIsRelatedAndWhatIsHandedOverIsAnsweredAsTheContractHasIt() {
        var parcel = known.parcel().path("href").asText();

        assertThat(hub.agent("readRelated", parcel + "/related?limit=3").statusCode()).isEqualTo(200);
        for (var audience : List.of("", "?audience=internal", "?audience=partner", "?audience=customer")) {
            assertThat(hub.agent("readPacket", parcel + "/packet" + audience).statusCode()).isEqualTo(200);
        }
        assertThat(json(hub.agent("listPacketKeys", "/api/v1/packet-keys")).path("keys")).hasSize(1);
        assertThat(hub.agent("readRelated", parcel + "/related?limit=51").statusCode()).isEqualTo(400);
        assertThat(hub.agent("readPacket", parcel + "/packet?audience=all").statusCode()).isEqualTo(400);
        for (var part : Map.of("readRelated", "/related", "readPacket", "/packet").entrySet()) {
            for (var other : Map.of(NOBODY, 404, known.mergedCase().gone(), 308).entrySet()) {
                assertThat(hub.agent(part.getKey(), "/api/v1/cases/" + other.getKey() + part.getValue()).statusCode())
                        .as(part.getKey()).isEqualTo(other.getValue());
            }
        }
    }

    @Test
    void aQuestionInGraphqlIsAnsweredThroughTheSameDoors() {
        var answer = hub.post("graphql", "/graphql",
                "{\"query\": \"{ customer(id: \\\"" + known.ada() + "\\\") { customer { name } } }\"}");

        assertThat(json(answer).at("/data/customer/customer/name").asText()).isEqualTo("Ada Lovelace");
        assertThat(hub.post("graphql", "/graphql", "{}").statusCode()).isEqualTo(400);
    }
}
