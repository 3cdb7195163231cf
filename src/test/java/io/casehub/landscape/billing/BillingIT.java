package io.casehub.landscape.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.casehub.landscape.company.Company;
import io.casehub.landscape.company.Dispute;
import io.casehub.landscape.company.Invoice;
import io.casehub.landscape.system.Journal;
import io.casehub.landscape.system.Loopback;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class BillingIT {

    private static final Company COMPANY = Company.generate(7, 120, LocalDate.of(2026, 6, 1));

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private Billing billing;

    @BeforeEach
    void open() {
        billing = new Billing(folder, Loopback.freePort(), "password", "store");
        billing.seed(COMPANY);
        billing.start();
    }

    @AfterEach
    void close() {
        billing.close();
    }

    @Test
    void pagesTellOfEveryInvoiceOnce() throws Exception {
        var seen = new ArrayList<String>();
        var from = "";
        Document page;
        do {
            page = read(call("ListInvoices", from + "<limit>11</limit>"));
            var invoices = elements(page, "invoice");
            invoices.forEach(invoice -> seen.add(text(invoice, "invoiceNo")));
            from = "<changedSince>" + text(invoices.getLast(), "changedAt") + "</changedSince><afterKey>"
                    + seen.getLast() + "</afterKey>";
        } while (text(page.getDocumentElement(), "more").equals("true"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(COMPANY.invoices().stream().map(Invoice::no).toList());
    }

    @Test
    void amountsHaveACurrencyAndTwoDecimals() throws Exception {
        var total = elements(read(call("ListInvoices", "<limit>1</limit>")), "total").getFirst();

        assertThat(total.getAttribute("currency")).isEqualTo("EUR");
        assertThat(total.getTextContent()).matches("\\d+\\.\\d\\d");
    }

    @Test
    void aStatusThatIsSetTwiceWithOneRequestIsSetOnce() throws Exception {
        var before = dispute();
        var arguments = "<disputeNo>" + before.no() + "</disputeNo><status>" + other(before)
                + "</status><requestId>r-1</requestId>"
                + "<expectedRevision>" + before.revision() + "</expectedRevision>";

        var first = call("SetDisputeStatus", arguments);
        var second = call("SetDisputeStatus", arguments);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(text(read(first).getDocumentElement(), "status")).isEqualTo(other(before));
        assertThat(text(read(first).getDocumentElement(), "revision")).isEqualTo(String.valueOf(before.revision() + 1));
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(outcomes()).containsExactly("done", "repeated");
    }

    @Test
    void aStaleRevisionIsAFaultThatTellsHowItIs() throws Exception {
        var before = dispute();

        var answer = call("SetDisputeStatus",
                "<disputeNo>" + before.no() + "</disputeNo><status>CLOSED</status><requestId>r-2</requestId>"
                        + "<expectedRevision>" + (before.revision() + 5) + "</expectedRevision>");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(text(read(answer).getDocumentElement(), "code")).isEqualTo("STALE_REVISION");
        assertThat(text(read(answer).getDocumentElement(), "revision")).isEqualTo(String.valueOf(before.revision()));
        assertThat(outcomes()).containsExactly("STALE_REVISION");
    }

    @Test
    void whatCannotBeDoneIsAFault() throws Exception {
        var no = dispute().no();

        assertThat(faultOf("SetDisputeStatus",
                "<disputeNo>DS-0</disputeNo><status>CLOSED</status><requestId>r</requestId>"))
                .isEqualTo("UNKNOWN_DISPUTE");
        assertThat(faultOf("SetDisputeStatus",
                "<disputeNo>" + no + "</disputeNo><status>GONE</status><requestId>r</requestId>"))
                .isEqualTo("INVALID_STATUS");
        assertThat(faultOf("ListInvoices", "<changedSince>yesterday</changedSince>")).isEqualTo("BAD_REQUEST");
        assertThat(faultOf("PayAll", "")).isEqualTo("UNKNOWN_OPERATION");
    }

    @Test
    void aNoteIsReadBackFromTheDispute() throws Exception {
        var no = dispute().no();
        var arguments = "<disputeNo>" + no
                + "</disputeNo><text>Gutschrift &amp; Brief</text><requestId>n-1</requestId>";

        call("AddDisputeNote", arguments);
        call("AddDisputeNote", arguments);

        var notes = elements(read(call("GetDispute", "<disputeNo>" + no + "</disputeNo>")), "note");
        assertThat(notes).extracting(Element::getTextContent).containsExactly("Gutschrift & Brief");
    }

    @Test
    void anEntityFromOutsideIsNotRead() throws Exception {
        var answer = send("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                + envelope("GetDispute", "<disputeNo>&e;</disputeNo>"));

        assertThat(text(read(answer).getDocumentElement(), "code")).isEqualTo("BAD_REQUEST");
    }

    @Test
    void theWsdlTellsWhereItStands() throws Exception {
        var answer = client.send(request(billing.url() + "?wsdl").build(), BodyHandlers.ofString());

        assertThat(answer.body()).contains("<soap:address location=\"" + billing.url() + "\"/>")
                .contains("SetDisputeStatus");
    }

    @Test
    void nobodyIsLetInWithoutThePassword() throws Exception {
        var answer = client.send(
                HttpRequest.newBuilder(URI.create(billing.url())).POST(BodyPublishers.ofString("x")).build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    private static Dispute dispute() {
        return COMPANY.disputes().getFirst();
    }

    private static String other(Dispute dispute) {
        return dispute.status().equals("UNDER_REVIEW") ? "ACCEPTED" : "UNDER_REVIEW";
    }

    private String faultOf(String operation, String arguments) throws Exception {
        var answer = call(operation, arguments);
        assertThat(answer.statusCode()).isEqualTo(500);
        return text(read(answer).getDocumentElement(), "code");
    }

    private List<String> outcomes() {
        return billing.journal().entries().stream().filter(entry -> entry.kind().equals("asked"))
                .map(Journal.Entry::outcome)
                .map(String::valueOf).toList();
    }

    private HttpResponse<String> call(String operation, String arguments) throws IOException, InterruptedException {
        return send(envelope(operation, arguments));
    }

    private HttpResponse<String> send(String body) throws IOException, InterruptedException {
        return client.send(request(billing.url()).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        var credentials = Base64.getEncoder()
                .encodeToString((Billing.USER + ":password").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Basic " + credentials)
                .header("Content-Type", "text/xml; charset=utf-8");
    }

    private static String envelope(String operation, String arguments) {
        return """
                <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>
                <b:%1$s xmlns:b="urn:billing:v1">%2$s</b:%1$s></soap:Body></soap:Envelope>""".formatted(operation,
                arguments);
    }

    private static Document read(HttpResponse<String> answer) throws Exception {
        return Xml.parse(answer.body());
    }

    private static List<Element> elements(Document document, String name) {
        var nodes = document.getElementsByTagName(name);
        var found = new ArrayList<Element>();
        for (var i = 0; i < nodes.getLength(); i++)
            found.add((Element) nodes.item(i));
        return found;
    }

    private static String text(Element within, String name) {
        return within.getElementsByTagName(name).item(0).getTextContent();
    }
}
