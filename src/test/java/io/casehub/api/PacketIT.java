package io.casehub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.casehub.audit.signing.SignatureBroken;
import io.casehub.audit.signing.Signatures;
import io.casehub.audit.signing.Signatures.Signed;
import io.casehub.mapping.ExactJson;
import io.casehub.security.Role;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** A packet holds what its reader may have, and shows when it is another than was handed out. */
@RunningHub
@TestInstance(Lifecycle.PER_CLASS)
class PacketIT {

    private final Desk desk;
    private final Guests guests;
    private String hub = "";
    private String customer = "";

    PacketIT(@Autowired Desk desk, @Autowired Guests guests) {
        this.desk = desk;
        this.guests = guests;
    }

    @BeforeAll
    void veraHasACase() {
        desk.told("customer",
                """
                        {"source": {"key": "packet-1"}, "changedAt": "2026-01-05T10:00:00Z", "kind": "person", "name": "Vera Packet",
                         "contacts": [{"type": "email", "value": "vera@packet.example"}, {"type": "phone", "value": "+49301234999"}],
                         "addresses": [{"street": "Ring 17", "postcode": "10115", "city": "Berlin", "country": "DE"}]}""");
        desk.told("case", """
                {"source": {"key": "packet-7"}, "changedAt": "2026-01-06T10:00:00Z", "customer": {"key": "packet-1"},
                 "subject": "Lamp broken", "status": "open", "openedAt": "2026-01-06T09:00:00Z"}""");
        customer = desk.get("/api/v1/customers?ref=crm:packet-1").at("/items/0/id").asText();
        hub = desk.get("/api/v1/cases?customer=" + customer).at("/items/0/href").asText();
        post("/comments", "{\"text\": \"We send a new one\", \"internal\": false}");
        post("/comments", "{\"text\": \"Watch out, a difficult one\"}");
        post("/shares", "{\"partner\": \"ohm repairs\", \"until\": \"%sT00:00:00Z\"}".formatted(
                LocalDate.now(ZoneOffset.UTC).plusDays(30).toString()));
    }

    @Test
    void colleaguesGetTheWholeCase() {
        var packet = contents(packet(Role.AGENT, "?audience=internal"));

        assertThat(packet.at("/case/subject").asText()).isEqualTo("Lamp broken");
        assertThat(packet.toString()).contains("Watch out", "We send a new one", "vera@packet.example", "Ring 17",
                "agent:ada", "case.opened", "\"crm\"");
        assertThat(packet.path("leftOut")).isEmpty();
    }

    @Test
    void whatIsHandedOutHoldsNothingForColleagues() {
        for (var packet : List.of(contents(packet(Role.AGENT, "")),
                contents(ExactJson.parse(asked(guests.partner("ohm repairs")))))) {
            assertThat(packet.path("audience").asText()).isEqualTo("partner");
            assertThat(packet.toString())
                    .contains("We send a new one", "v•••@packet.example", "•••999", "Berlin", "case.opened",
                            "contact points")
                    .doesNotContain("Watch out", "vera@packet.example", "1234999", "Ring 17", "\"ada\"", "agent:ada",
                            "crm");
        }
    }

    @Test
    void theCustomerGetsWhatIsHisOwn() {
        var packet = contents(ExactJson.parse(asked(guests.customer(customer))));

        assertThat(packet.toString()).contains("We send a new one", "vera@packet.example", "Ring 17")
                .doesNotContain("Watch out", "\"ada\"", "agent:ada", "crm");
    }

    @Test
    void whatWasChangedOnItsWayIsNotToBeTrusted() {
        var signed = (ObjectNode) packet(Role.AGENT, "");
        var whole = signed(signed);

        assertThat(Signatures.verified(whole, keys())).isNotEmpty();
        for (var changed : List.of(new Signed(whole.header(), other(whole.payload()), whole.signature()),
                new Signed(whole.header(), whole.payload(), other(whole.signature())),
                new Signed(other(whole.header()), whole.payload(), whole.signature()),
                new Signed("eyJhbGciOiJub25lIn0", whole.payload(), ""), new Signed("", "", ""),
                signed(packet(Role.AGENT, "?audience=internal"), whole))) {
            assertThatThrownBy(() -> Signatures.verified(changed, keys())).isInstanceOf(SignatureBroken.class);
        }
        assertThatThrownBy(() -> Signatures.verified(whole, "{\"keys\": []}")).isInstanceOf(SignatureBroken.class)
                .hasMessageContaining("none of these");
    }

    @Test
    void opensslVerifiesItAsTheDocumentsSay(@TempDir Path folder) throws Exception {
        var whole = signed(packet(Role.AGENT, ""));
        Files.writeString(folder.resolve("signed"), whole.header() + "." + whole.payload());
        Files.write(folder.resolve("signature"), Base64.getUrlDecoder().decode(whole.signature()));
        Files.writeString(folder.resolve("hub.pem"), ExactJson.parse(keys()).at("/keys/0/pem").asText());

        var openssl = new ProcessBuilder("openssl", "dgst", "-sha256", "-verify", "hub.pem", "-signature", "signature",
                "signed").directory(folder.toFile()).redirectErrorStream(true).start();
        assertThat(new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("Verified OK");
    }

    @Test
    void thatAPacketWasMadeStandsInTheHistoryOfTheCase() {
        packet(Role.AGENT, "?audience=customer");

        var made = desk.get(hub + "/history?limit=200").path("items").findParents("action").stream()
                .filter(entry -> entry.path("action").asText().equals("packet.made")).toList();
        assertThat(made).isNotEmpty();
        assertThat(made.getLast().path("cause").asText()).startsWith("for customer, sha256 ");
    }

    private JsonNode packet(Role as, String audience) {
        return ExactJson.parse(desk.send(as, "GET", hub + "/packet" + audience, null).body());
    }

    private String asked(String key) {
        return desk.send(key, BodyHandlers.ofString(), "GET", hub + "/packet", null).body();
    }

    private JsonNode contents(JsonNode packet) {
        return ExactJson.parse(new String(Signatures.verified(signed(packet), keys()), StandardCharsets.UTF_8));
    }

    private String keys() {
        return desk.send(Role.AGENT, "GET", "/api/v1/packet-keys", null).body();
    }

    private static Signed signed(JsonNode packet) {
        return new Signed(packet.path("protected").asText(), packet.path("payload").asText(),
                packet.path("signature").asText());
    }

    /** The contents of one with the signature of another. */
    private static Signed signed(JsonNode packet, Signed another) {
        return new Signed(another.header(), packet.path("payload").asText(), another.signature());
    }

    private static String other(String part) {
        int middle = part.length() / 2;
        return part.substring(0, middle) + (part.charAt(middle) == 'A' ? 'B' : 'A') + part.substring(middle + 1);
    }

    private void post(String below, String body) {
        assertThat(desk.send(Role.AGENT, "POST", hub + below, body, "Content-Type", "application/json").statusCode())
                .isEqualTo(201);
    }
}
