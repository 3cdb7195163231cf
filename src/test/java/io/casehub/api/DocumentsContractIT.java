package io.casehub.api;

import static io.casehub.api.CheckedHub.NOBODY;
import static io.casehub.api.CheckedHub.etag;
import static io.casehub.api.CheckedHub.json;
import static io.casehub.api.CheckedHub.location;
import static io.casehub.security.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.connector.FakeSystem;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Documents put on a case, read whole or in part, fetched from systems and taken off. */
@RunningHub
@Keeps({"listDocuments", "addDocuments", "readDocument", "removeDocument"})
class DocumentsContractIT extends ContractPart {

    private final FakeSystem files;

    DocumentsContractIT(@Autowired Desk desk, @Autowired Acquaintances known, @Autowired FakeSystem files) {
        super(desk, known);
        this.files = files;
    }

    @Test
    void documentsArePutOnACaseListedReadAndTakenOff() {
        var path = location(hub.open("{\"subject\": \"Papers\"}")) + "/documents";
        var first = hub.upload(path, Multipart.of().file("../Rechnung Müller.pdf", "application/pdf", "%PDF-1.4 one")
                .file("list.csv", "application/vnd.ms-excel", "a,b\n1,2\n").field("visibility", "customer")
                .field("title", "What she sent"), "Idempotency-Key", "d1");
        var again = hub.upload(path, Multipart.of().file("../Rechnung Müller.pdf", "application/pdf", "%PDF-1.4 one")
                .file("list.csv", "application/vnd.ms-excel", "a,b\n1,2\n").field("visibility", "customer")
                .field("title", "What she sent"), "Idempotency-Key", "d1");
        var pdf = json(first).at("/items/0");
        var href = location(first);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(pdf.path("fileName").asText()).isEqualTo("Rechnung Müller.pdf");
        assertThat(json(first).at("/items/1/contentType").asText()).isEqualTo("text/csv");
        assertThat(json(hub.agent("listDocuments", path)).path("items")).hasSize(2).contains(pdf);
        var page = json(hub.agent("listDocuments", path + "?limit=1"));
        assertThat(json(hub.agent("listDocuments", page.path("next").asText())).path("items")).hasSize(1)
                .doesNotContain(page.at("/items/0"));

        var read = desk.send(AGENT, "GET", href, null);
        assertThat(read.body()).isEqualTo("%PDF-1.4 one");
        assertThat(read.headers().firstValue("ETag")).contains("\"" + pdf.path("sha256").asText() + "\"");
        assertThat(read.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(read.headers().firstValueAsLong("Content-Length")).hasValue(12);
        assertThat(read.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(read.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(read.headers().firstValue("Content-Disposition").orElse("")).startsWith("attachment;")
                .contains("filename*=UTF-8''Rechnung%20M%C3%BCller.pdf");
        hub.saw("readDocument 200");
        assertThat(hub.agent("readDocument", href, "If-None-Match", etag(read)).statusCode()).isEqualTo(304);

        assertThat(hub.agent("removeDocument", href).statusCode()).isEqualTo(204);
        assertThat(hub.agent("removeDocument", href).statusCode()).isEqualTo(404);
        assertThat(hub.agent("readDocument", href).statusCode()).isEqualTo(404);
        assertThat(desk.get(path.replace("/documents", "/history")).path("items")).extracting(entry -> entry
                .path("action").asText()).containsExactly("case.opened", "case.document-added", "case.document-added",
                        "case.document-removed");
        var nowhere = path.replaceFirst("[0-9a-f-]{36}", NOBODY);
        assertThat(hub.agent("listDocuments", nowhere).statusCode()).isEqualTo(404);
        assertThat(hub.upload(nowhere, Multipart.of().file("a.txt", "text/plain", "a")).statusCode()).isEqualTo(404);
        assertThat(hub.agent("removeDocument", path + "/17").statusCode()).isEqualTo(400);
    }

    @Test
    void aRangeOfADocumentIsReadAloneAndOneBehindItsEndIsRefused() {
        var path = location(hub.open("{\"subject\": \"Ranges\"}")) + "/documents";
        var href = json(hub.upload(path, Multipart.of().file("a.txt", "text/plain", "0123456789"))).at("/items/0/href")
                .asText();
        var tag = etag(desk.send(AGENT, "GET", href, null));

        for (var range : List.of("bytes=2-4 234 bytes-2-4/10", "bytes=7- 789 bytes-7-9/10", "bytes=-2 89 bytes-8-9/10",
                "bytes=5-99 56789 bytes-5-9/10")) {
            var asked = range.split(" ");
            var part = desk.send(AGENT, "GET", href, null, "Range", asked[0], "If-Range", tag);
            assertThat(part.statusCode()).as(range).isEqualTo(206);
            assertThat(part.body()).as(range).isEqualTo(asked[1]);
            assertThat(part.headers().firstValue("Content-Range")).contains(asked[2].replaceFirst("-", " "));
            assertThat(part.headers().firstValueAsLong("Content-Length")).hasValue(asked[1].length());
        }
        hub.saw("readDocument 206");
        for (var all : List.of("bytes=2-4,6-7", "lines=1-2", "bytes=x")) {
            assertThat(desk.send(AGENT, "GET", href, null, "Range", all).body()).as(all).isEqualTo("0123456789");
        }
        assertThat(desk.send(AGENT, "GET", href, null, "Range", "bytes=2-4", "If-Range", "\"old\"").body())
                .isEqualTo("0123456789");
        var behind = hub.agent("readDocument", href, "Range", "bytes=10-");
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.headers().firstValue("Content-Range")).contains("bytes */10");
        assertThat(desk.send(AGENT, "HEAD", href, null).headers().firstValueAsLong("Content-Length")).hasValue(10);
    }

    @Test
    void whatIsNotTakenIsRefusedWithASentence() {
        var path = location(hub.open("{\"subject\": \"Refused\"}")) + "/documents";

        var large = hub.upload(path, Multipart.of().file("a.txt", "text/plain", "x".repeat(1_048_577)));
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(json(large).path("detail").asText()).contains("at most 1048576 bytes");
        var much = Multipart.of();
        IntStream.range(0, 4).forEach(n -> much.file(n + ".txt", "text/plain", "x".repeat(1_000_000)));
        assertThat(hub.upload(path, much).statusCode()).isEqualTo(413);
        var page = hub.upload(path,
                Multipart.of().file("a.html", "text/html", "<html><script>alert(1)</script></html>"));
        assertThat(page.statusCode()).isEqualTo(415);
        assertThat(json(page).path("detail").asText()).contains("text/html").contains("application/pdf");
        assertThat(
                json(hub.upload(path, Multipart.of().file("a.png", "image/png", "%PDF-1.4"))).path("detail").asText())
                .contains("is application/pdf by its bytes").contains("image/png");
        assertThat(hub.upload(path, Multipart.of().file("a.pdf", "application/pdf", "MZ\0\0")).statusCode())
                .isEqualTo(415);
        assertThat(hub.post("addDocuments", path, "{}").statusCode()).isEqualTo(415);
        for (var wrong : List.of(Multipart.of(), Multipart.of().field("title", "x"),
                Multipart.of().file("a.txt", "text/plain", ""), Multipart.of().file("a.txt", "text/plain", "a")
                        .field("visibility", "all"),
                Multipart.of().file("a.txt", "text/plain", "a").field("title", "x".repeat(201)),
                Multipart.of().file("a.txt", "text/plain", "a").field("colour", "red"))) {
            assertThat(hub.upload(path, wrong).statusCode()).isEqualTo(400);
        }
        assertThat(hub.send(AGENT, "addDocuments", path, "nothing", "Content-Type", "multipart/form-data").statusCode())
                .isEqualTo(400);
        hub.upload(path, Multipart.of().file("a.txt", "text/plain", "a"), "Idempotency-Key", "d2");
        assertThat(
                hub.upload(path, Multipart.of().file("a.txt", "text/plain", "b"), "Idempotency-Key", "d2").statusCode())
                .isEqualTo(422);
        hub.upload(path, Multipart.of().file("b.txt", "text/plain", "b").file("c.txt", "text/plain", "c"));
        assertThat(hub.upload(path, Multipart.of().file("d.txt", "text/plain", "d")).statusCode()).isEqualTo(409);
    }

    @Test
    void aDocumentInASystemIsFetchedThroughTheHubOrASentenceSaysWhyNot() {
        desk.told("case",
                """
                        {"source": {"key": "77"}, "changedAt": "2026-01-06T10:00:00Z", "subject": "Photo sent", "status": "open",
                         "openedAt": "2026-01-06T09:00:00Z", "documents": [{"name": "photo.png", "contentType": "image/png",
                         "path": "77/photo"}, {"name": "stolen.txt", "path": "http://localhost:1/files/secret"}]}""");
        var path = desk.get("/api/v1/cases?q=photo%20sent").at("/items/0/href").asText() + "/documents";
        var listed = json(hub.agent("listDocuments", path)).path("items");
        var photo = listed.findParents("fileName").stream().filter(one -> one.path("fileName").asText()
                .equals("photo.png")).findFirst().orElseThrow();
        var href = photo.path("href").asText();

        assertThat(photo.path("origin").toString()).isEqualTo(
                "{\"kind\":\"source\",\"system\":\"crm\",\"entity\":\"case\",\"key\":\"77\"}");
        files.answers(200, "Content-Type: text/html", "<b>PNG</b>");
        var read = desk.send(AGENT, "GET", href, null, "Range", "bytes=3-5");
        assertThat(read.body()).isEqualTo("PNG");
        assertThat(read.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(files.asked.getLast()).startsWith("GET /files/77/photo ");
        files.answers(404, "", "gone");
        assertThat(json(hub.agent("readDocument", href)).path("detail").asText()).contains("answered 404");
        files.answers(200, "", "x".repeat(1_048_577));
        assertThat(json(hub.agent("readDocument", href)).path("detail").asText()).contains("larger");
        files.answers(503, "", "");
        assertThat(hub.agent("readDocument", href).statusCode()).isEqualTo(504);
        int asked = files.asked.size();
        var stolen = listed.findParents("fileName").stream().filter(one -> one.path("fileName").asText()
                .equals("stolen.txt")).findFirst().orElseThrow().path("href").asText();
        assertThat(hub.agent("readDocument", stolen).statusCode()).isEqualTo(502);
        assertThat(files.asked).hasSize(asked);
        assertThat(hub.agent("removeDocument", href).statusCode()).isEqualTo(409);
    }
}
