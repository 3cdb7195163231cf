package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static io.casehub.security.Role.INTEGRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Mail handed over, found, read and tried again, and cases answered by mail. */
@RunningHub
@Keeps({"deliverMail", "listMail", "readMail", "readRawMail", "readMailHtml", "readMailImage", "readMailBooks",
        "replayMail", "replyToCase"})
class MailContractIT extends ContractPart {

    MailContractIT(@Autowired Desk desk, @Autowired Acquaintances known) {
        super(desk, known);
    }

    @Test
    void aMailIsHandedOverFoundAndRead() {
        var mail = """
                From: Mia Mohn <mia@mohn.example>
                To: support@acme.example
                Subject: A lamp that hums
                Message-ID: <hum@mohn.example>
                MIME-Version: 1.0
                Content-Type: multipart/related; boundary=b

                --b
                Content-Type: text/html

                <p onclick="x()">It hums: <img src="cid:a+b@c"></p>
                --b
                Content-Type: image/png
                Content-ID: <a+b@c>
                Content-Disposition: inline

                PNG
                --b--
                """;
        var first = deliver("/api/v1/mail?mailbox=support@acme.example", mail);
        var receipt = json(first);
        var href = location(first);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(receipt.path("fate").asText()).isEqualTo("new-case");
        assertThat(receipt.at("/isIn/number").asText()).isEqualTo(receipt.at("/case/number").asText());
        assertThat(receipt.path("steps")).extracting(step -> step.path("step").asText()).contains("stored", "read",
                "new-case");
        assertThat(receipt.at("/understood/text").asText()).contains("It hums");
        assertThat(deliver("/api/v1/mail?mailbox=support@acme.example", mail).statusCode()).isEqualTo(200);
        assertThat(json(deliver("/api/v1/mail", "X-Other: way\n" + mail)).path("fate").asText()).isEqualTo("duplicate");
        assertThat(json(hub.agent("readMail", href))).isEqualTo(receipt);
        var found = json(hub.agent("listMail", "/api/v1/mail?sender=MIA@mohn.example&messageId=%3Chum@mohn.example%3E"
                + "&fate=new-case,reply&mailbox=support@acme.example&since=2026-01-01T00:00:00Z&route=email-delivered"
                + "&until=2126-01-01T00:00:00Z&case=" + receipt.at("/case/number").asText()));
        assertThat(found.path("items")).extracting(item -> item.path("id")).containsExactly(receipt.path("id"));
        var page = json(hub.agent("listMail", "/api/v1/mail?sender=mia@mohn.example&limit=1"));
        assertThat(json(hub.agent("listMail", page.path("next").asText())).path("items")).extracting(
                item -> item.path("id")).containsExactly(receipt.path("id"));
        var books = json(hub.agent("readMailBooks", "/api/v1/mail/books"));
        assertThat(books.path("received").asLong()).isEqualTo(books.properties().stream()
                .filter(sum -> !sum.getKey().equals("received")).mapToLong(sum -> sum.getValue().asLong()).sum());

        assertThat(hub.integrator("readRawMail", href + "/raw").body()).isEqualTo(mail);
        var html = hub.agent("readMailHtml", href + "/html");
        assertThat(html.body()).contains("src=\"" + href + "/images/a+b@c\"").doesNotContain("onclick");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse("")).startsWith("sandbox");
        assertThat(hub.agent("readMailImage", href + "/images/a+b@c").body()).startsWith("PNG");
        assertThat(hub.agent("readMailImage", href + "/images/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aCaseIsAnsweredByMailOnce() {
        var mailed = json(deliver("/api/v1/mail", "From: Lea <lea@lau.example>\nSubject: Plates\n\nWhere?"));
        var path = "/api/v1/cases/" + mailed.at("/case/number").asText();
        var document = json(hub.upload(path + "/documents", Multipart.of().file("a.txt", "text/plain", "one")))
                .at("/items/0/id").asText();
        var body = "{\"text\": \"On their way.\", \"cc\": [\"ben@lau.example\"], \"documents\": [\"" + document
                + "\"], \"quote\": true}";

        var first = hub.post("replyToCase", path + "/replies", body, "Idempotency-Key", "r1");
        var again = hub.post("replyToCase", path + "/replies", body, "Idempotency-Key", "r1");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(json(first).path("to")).extracting(JsonNode::asText).containsExactly("lea@lau.example");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(desk.get(path + "/deliveries").path("items")).filteredOn(
                delivery -> delivery.path("command").asText().equals("case-comment")).hasSize(1);
        assertThat(reply(path, "{\"text\": \"x\"}", "Idempotency-Key", "r1")).isEqualTo(422);
        assertThat(reply(path, "{\"text\": \"x\", \"internal\": true}")).isEqualTo(400);
        assertThat(reply(path, "{\"text\": \"x\", \"to\": [\"nobody\"]}")).isEqualTo(400);
        assertThat(reply(path, "{\"text\": \"x\", \"documents\": [\"" + NOBODY + "\"]}")).isEqualTo(404);
        assertThat(reply(location(hub.open("{\"subject\": \"Silent\"}")),
                "{\"text\": \"x\"}")).isEqualTo(409);
        assertThat(reply(path, "{\"text\": \"" + "x".repeat(1_100_000) + "\"}")).isEqualTo(413);
        assertThat(hub.send(AGENT, "replyToCase", path + "/replies", "x", "Content-Type", "text/plain").statusCode())
                .isEqualTo(415);
    }

    @Test
    void whatIsNoMailIsRefusedAndWhatIsSettledStaysSo() {
        var settled = location(deliver("/api/v1/mail", "From: ned@nix.example\nSubject: Hello\n\nHi"));

        assertThat(hub.integrator("replayMail", settled + "/replay").statusCode())
                .isEqualTo(409);
        var refused = location(deliver("/api/v1/mail", "From: ned@refused.example\nSubject: Hello\n\nHi"));
        assertThat(json(hub.agent("readMail", refused)).path("fate").asText()).isEqualTo("refused");
        assertThat(json(hub.integrator("replayMail", refused + "/replay")).path("fate")
                .asText()).isEqualTo("new-case");
        for (var read : Map.of("readMail", "", "replayMail", "/replay", "readRawMail", "/raw", "readMailHtml", "/html")
                .entrySet()) {
            for (var wrong : Map.of(NOBODY, 404, "17", 400).entrySet()) {
                assertThat(hub.integrator(read.getKey(), "/api/v1/mail/" + wrong.getKey() + read.getValue())
                        .statusCode()).as(read.getKey()).isEqualTo(wrong.getValue());
            }
        }
        assertThat(hub.agent("readMailHtml", settled + "/html").statusCode()).isEqualTo(404);
        for (var wrong : List.of("?fate=lost", "?since=yesterday", "?behind=17", "?behind=" + NOBODY)) {
            assertThat(hub.agent("listMail", "/api/v1/mail" + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(deliver("/api/v1/mail?system=nowhere", "From: a@b.example\n\nHi").statusCode()).isEqualTo(400);
        assertThat(deliver("/api/v1/mail", "").statusCode()).isEqualTo(400);
        assertThat(deliver("/api/v1/mail", "x".repeat(1_100_000)).statusCode()).isEqualTo(413);
        assertThat(hub.integrator("deliverMail", "/api/v1/mail", "{}")
                .statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> deliver(String path, String mail) {
        return hub.send(INTEGRATOR, "deliverMail", path, mail, "Content-Type", "message/rfc822");
    }

    private int reply(String path, String body, String... headers) {
        return hub.post("replyToCase", path + "/replies", body, headers).statusCode();
    }
}
