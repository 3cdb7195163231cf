package io.casehub.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.casehub.ingest.Cursors;
import io.casehub.ingest.Readings;
import io.casehub.ingest.Readings.Reading;
import io.casehub.ingest.Receipt.Landed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading systems over HTTP that behave as systems do, through the routes of crm and billing. */
class HttpPullIT {

    private final FakeSystem system = new FakeSystem();
    private @Nullable RunningRoutes routes;

    @AfterEach
    void stops() {
        if (routes != null) {
            routes.close();
        }
        system.close();
    }

    @Test
    void pagesAreReadUntilThereIsNoMoreEachBehindTheOneBefore() throws Exception {
        system.answers(200, "", page(true, 1, 2)).answers(200, "", page(true, 3, 4)).answers(200, "", page(false, 5))
                .answers(200, "", page(false));

        start("crm/crm-customers");

        await().until(() -> reading().books().received() == 5);
        assertThat(reading().books()).isEqualTo(new Landed(5, 5, 0, 0, 0));
        assertThat(reading().cursor()).contains("\"key\":5");
        assertThat(system.asked.get(0))
                .startsWith("GET /v2/contacts?updated_since=1970-01-01T00%3A00%3A00Z&after=0&limit=200 ")
                .contains("X-Api-Key: s3cret");
        assertThat(system.asked.get(1)).startsWith("GET /v2/contacts?updated_since=2026-01-01T00%3A00%3A02Z&after=2&");
        assertThat(system.asked.get(2)).contains("after=4&");
    }

    @Test
    void aSourceThatAsksForAPauseGetsIt() throws Exception {
        system.answers(429, "Retry-After: 2", "").answers(200, "", page(false, 1)).answers(200, "", page(false));

        start("crm/crm-customers");

        await().until(() -> reading().failures() == 1);
        assertThat(reading().lastError()).contains("HTTP 429");
        await().during(Duration.ofMillis(1200)).until(() -> system.asked.size() == 1);
        await().until(() -> reading().books().received() == 1);
        await().until(() -> reading().failingSince() == null);
    }

    @Test
    void aRouteThatReadsOnceADayIsTriedAgainSoonWhereItFailed() throws Exception {
        system.answers(500, "", "").answers(500, "", "").answers(200, "", page(false, 1)).answers(200, "", page(false));

        start("crm/crm-customers", Duration.ofDays(1));

        await().until(() -> reading().books().received() == 1);
        await().during(Duration.ofSeconds(2)).until(() -> system.asked.size() == 3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"200 | <html>Please log in</html> | is not JSON",
            "200 | '' | has no /contacts",
            "200 | {\"error\": \"no\"} | has no /contacts", "401 | '' | HTTP 401: the source refuses the credential",
            "404 | '' | there is nothing at this route's url", "500 | oops | HTTP 500"})
    void anAnswerThatIsNoneIsTheSourcesFailureAndReadAgain(int status, String body, String reason) throws Exception {
        system.answers(status, "", body).answers(200, "", page(false, 1)).answers(200, "", page(false));

        start("crm/crm-customers");

        await().until(() -> !readings().isEmpty() && reading().failures() > 0);
        assertThat(reading().lastError()).contains(reason);
        assertThat(reading().books().received()).isZero();
        await().until(() -> reading().books().received() == 1);
        assertThat(system.asked).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''", "HTTP/1.1 200 OK~Content-Length: 5000~~{\"contacts\": [{\"id\": 1",
            "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~f~{\"contacts\": [{\"~"})
    void aCutConnectionOrHalfAnAnswerStoresNothing(String raw) throws Exception {
        system.answersRaw(raw.replace("~", "\r\n")).answers(200, "", page(false, 1)).answers(200, "", page(false));

        start("crm/crm-customers");

        await().until(() -> !readings().isEmpty() && reading().failures() > 0);
        assertThat(reading().books().received()).isZero();
        await().until(() -> reading().books().received() == 1);
    }

    @Test
    void aPageThatRepeatsStopsTheReadingAndSaysWhy() throws Exception {
        system.answers(200, "", page(true, 1, 2));

        start("crm/crm-customers");

        await().until(() -> !readings().isEmpty() && reading().failures() > 0);
        assertThat(reading().lastError()).contains("the same page again");
        assertThat(reading().books().applied()).isEqualTo(2);
        assertThat(system.asked.size()).isLessThan(6);
    }

    @Test
    void aRecordThatCannotBeMappedHoldsUpNothing() throws Exception {
        system.answers(200, "",
                "{\"contacts\": [{\"id\": 1, \"updated_at\": \"2026-01-01T00:00:01Z\", \"type\": \"person\"}, "
                        + contact(2) + "], \"has_more\": false}")
                .answers(200, "", page(false));

        start("crm/crm-customers");

        await().until(() -> reading().books().received() >= 2);
        assertThat(reading().books()).isEqualTo(new Landed(2, 1, 0, 0, 1));
    }

    @Test
    void xmlGivesTextAndTheOneElementThatIsNoList() throws Exception {
        system.answers(200, "", soap(
                "<debtor><debtorNo>D-&#252;&amp;1</debtorNo><name>Größe &amp; Söhne</name><kind>ORGANISATION</kind>"
                        + "<changedAt>2026-01-01T00:00:01Z</changedAt></debtor><more>true</more>"))
                .answers(200, "", soap("<more>false</more>"));

        start("billing/billing-debtors");

        await().until(() -> system.asked.size() >= 2);
        assertThat(reading().books()).isEqualTo(new Landed(1, 1, 0, 0, 0));
        assertThat(system.asked.get(0)).startsWith("POST / ")
                .contains("<changedSince>1970-01-01T00:00:00Z</changedSince>")
                .contains("Authorization: Basic ");
        assertThat(system.asked.get(1)).contains("<afterKey>D-ü&amp;1</afterKey>");
    }

    private void start(String route) throws Exception {
        start(route, Duration.ofMillis(100));
    }

    private void start(String route, Duration every) throws Exception {
        var millis = String.valueOf(every.toMillis());
        routes = new RunningRoutes(Map.of("crm.url", system.url(), "crm.api-key", "s3cret", "crm.every", millis,
                "billing.url", system.url(), "billing.user", "hub", "billing.password", "p", "billing.every", millis));
        assertThat(routes.rooms.get(Cursors.class).read("crm-customers")).isEmpty();
        routes.load(route);
    }

    private Reading reading() {
        return readings().stream().findFirst().orElseGet(() -> new Reading("", null, new Landed(0, 0, 0, 0, 0), null,
                null, null, 0, null));
    }

    private List<Reading> readings() {
        var readings = Objects.requireNonNull(routes).rooms.get(Readings.class);
        return readings.of("crm").isEmpty() ? readings.of("billing") : readings.of("crm");
    }

    private static String page(boolean hasMore, int... ids) {
        return "{\"contacts\": [" + IntStream.of(ids).mapToObj(HttpPullIT::contact).collect(Collectors.joining(","))
                + "], \"has_more\": " + hasMore + "}";
    }

    private static String contact(int id) {
        return "{\"id\": %d, \"type\": \"person\", \"last_name\": \"Blum\", \"updated_at\": \"2026-01-01T00:00:%02dZ\", \"version\": 1}"
                .formatted(id, id);
    }

    private static String soap(String content) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                + "<b:ListDebtorsResponse xmlns:b=\"urn:billing:v1\">" + content
                + "</b:ListDebtorsResponse></soap:Body></soap:Envelope>";
    }
}
