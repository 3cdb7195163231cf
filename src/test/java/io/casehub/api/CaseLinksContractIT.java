package io.casehub.api;

import static io.casehub.api.Acquaintances.matter;
import static io.casehub.api.Acquaintances.person;
import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is one case, and what belongs together: linked, merged, split and taken back. */
@RunningHub
@Keeps({"readLinks", "linkCase", "unlinkCase", "mergeCases", "splitCase", "undoDecision", "listSuggestions",
        "reviewSuggestion"})
class CaseLinksContractIT extends ContractPart {

    CaseLinksContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void whatIsOneCaseIsDecidedAndTakenBack() {
        desk.told("customer", person("31", "links@example.org", "1"));
        desk.told("case", matter("311", "31", "Lamp one"), matter("312", "31", "Lamp two"),
                matter("313", "31", "Lamp three"));
        var one = known.found("Lamp%20one");
        var two = known.found("Lamp%20two");
        var path = one.path("href").asText();

        assertThat(json(hub.agent("readLinks", path + "/links")).path("records")).hasSize(1);
        var suggested = json(hub.agent("listSuggestions", "/api/v1/case-suggestions?limit=200")).path("items");
        var ids = suggested.findValues("id").stream().map(JsonNode::asText).toList();
        assertThat(ids).isNotEmpty();
        assertThat(
                hub.post("reviewSuggestion", "/api/v1/case-suggestions/" + ids.getLast(), "{\"one\": false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(hub.post("reviewSuggestion", "/api/v1/case-suggestions/" + NOBODY, "{\"one\": true}").statusCode())
                .isEqualTo(409);
        assertThat(hub.post("reviewSuggestion", "/api/v1/case-suggestions/" + ids.getFirst(), "{}").statusCode())
                .isEqualTo(400);

        var merge = "{\"cases\": [\"%s\"], \"reason\": \"one trouble\", \"preview\": %s}";
        var number = two.path("number").asText();
        assertThat(json(hub.post("mergeCases", path + "/merge", merge.formatted(number, true))).has("id")).isFalse();
        var merged = json(hub.post("mergeCases", path + "/merge", merge.formatted(number, false)));
        var older = merged.at("/merged/0/into").asText();
        var gone = hub.agent("readCase", "/api/v1/cases/" + merged.at("/merged/0/case").asText());
        assertThat(gone.statusCode()).isEqualTo(308);
        for (var part : Map.of("readRelated", "/related", "readPacket", "/packet").entrySet()) {
            var merely = "/api/v1/cases/" + merged.at("/merged/0/case").asText() + part.getValue();
            assertThat(hub.agent(part.getKey(), merely).statusCode()).isEqualTo(308);
        }
        assertThat(json(hub.agent("readCase", location(gone))).path("number")
                .asText()).isEqualTo(older);
        assertThat(json(hub.post("undoDecision", "/api/v1/cases/" + older + "/undo",
                "{\"decision\": \"" + merged.path("id").asText() + "\"}")).path("opened")).hasSize(1);
        assertThat(hub.post("undoDecision", path + "/undo", "{\"decision\": \"" + NOBODY + "\"}").statusCode())
                .isEqualTo(409);
    }

    @Test
    void casesAreLinkedSplitAndRelated() {
        desk.told("customer", person("41", "split@example.org", "1"));
        desk.told("case", matter("411", "41", "Vase first"), matter("412", "41", "Vase second"));
        var path = known.found("Vase%20first").path("href").asText();
        var record = "{\"system\": \"crm\", \"entity\": \"case\", \"key\": \"412\"}";

        var linked = json(hub.post("linkCase", path + "/links", "{\"record\": " + record + "}"));
        path = "/api/v1/cases/" + linked.at("/merged/0/into").asText();
        assertThat(hub.post("splitCase", path + "/split", "{\"records\": [" + record + "]}").statusCode())
                .isEqualTo(200);
        assertThat(hub.post("splitCase", path + "/split", "{\"records\": [" + record + "]}").statusCode())
                .isEqualTo(409);
        hub.post("linkCase", path + "/links", "{\"record\": " + record + "}");
        assertThat(hub.agent("unlinkCase", path + "/links?record=crm:case:412").statusCode())
                .isEqualTo(200);
        assertThat(hub.agent("unlinkCase", path + "/links?record=crm:case:412").statusCode())
                .isEqualTo(409);

        var related = hub.post("linkCase", path + "/links", "{\"case\": \"%s\", \"kind\": \"parent\"}"
                .formatted(known.parcel().path("number").asText()));
        assertThat(related.statusCode()).isEqualTo(201);
        assertThat(hub.agent("unlinkCase", path + "/links?relation=" + json(related).path("id").asText())
                .statusCode()).isEqualTo(200);
        assertThat(hub.post("linkCase", path + "/links", "{\"case\": \"%s\", \"kind\": \"related\"}"
                .formatted(path.substring(path.lastIndexOf('/') + 1))).statusCode()).isEqualTo(409);
        assertThat(hub.post("mergeCases", path + "/merge", "{\"cases\": [\"%s\"]}"
                .formatted(known.parcel().path("number").asText())).body()).contains("different customers");
    }

    @Test
    void whatIsOneCaseIsAskedAsTheContractHasItOrNotAtAll() {
        var parcel = known.parcel().path("href").asText();
        for (var call : Map
                .of("mergeCases", "/merge", "splitCase", "/split", "linkCase", "/links", "undoDecision", "/undo")
                .entrySet()) {
            var nowhere = "/api/v1/cases/" + NOBODY + call.getValue();
            var right = Map.of("mergeCases", "{\"cases\": [\"CH-999999\"]}", "splitCase",
                    "{\"records\": [{\"system\": \"crm\", \"entity\": \"case\", \"key\": \"1\"}]}", "linkCase",
                    "{\"record\": {\"system\": \"crm\", \"entity\": \"case\", \"key\": \"1\"}}", "undoDecision",
                    "{\"decision\": \"" + NOBODY + "\"}").getOrDefault(call.getKey(), "");
            assertThat(hub.post(call.getKey(), nowhere, right).statusCode()).as(call.getKey()).isEqualTo(404);
            assertThat(hub.post(call.getKey(), parcel + call.getValue(), "{}").statusCode()).as(call.getKey())
                    .isEqualTo(400);
            hub.refusesWhatIsNoBody(call.getKey(), parcel + call.getValue());
        }
        hub.refusesWhatIsNoBody("reviewSuggestion", "/api/v1/case-suggestions/" + NOBODY);
        assertThat(hub.agent("readLinks", "/api/v1/cases/" + NOBODY + "/links").statusCode()).isEqualTo(404);
        assertThat(hub.agent("unlinkCase", "/api/v1/cases/" + NOBODY + "/links?record=a:case:1")
                .statusCode()).isEqualTo(404);
        for (var wrong : List.of("", "?record=1", "?relation=" + NOBODY, "?relation=1")) {
            assertThat(hub.agent("unlinkCase", parcel + "/links" + wrong).statusCode()).as(wrong)
                    .isEqualTo(400);
        }
    }
}
