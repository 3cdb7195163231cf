package io.casehub.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.casehub.harness.FaultyWire.Place;
import io.casehub.landscape.billing.Billing;
import io.casehub.landscape.company.Chance;
import io.casehub.landscape.erp.Erp;
import io.casehub.mapping.ExactJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How young an answer is: a hub that reads its systems once an hour, and whose callers say how old
 * what they see may be. Billing speaks SOAP behind a line that can fail, the ERP is a database.
 */
class FreshnessIT {

    @TempDir
    static Path folder;

    private static FaultyWire billing;
    private static HubOnLandscape company;
    private static Api api;
    private static String customer;
    private static String debtor;

    @BeforeAll
    static void open() throws IOException {
        var wires = new ArrayList<FaultyWire>();
        company = HubOnLandscape.start(folder, 60, settings -> {
            wires.add(new FaultyWire(Objects.requireNonNull(settings.get("billing.url")), new Random(1)));
            return Map.of("billing.url", wires.getFirst().url(), "billing.every", "1h", "erp.every", "1h", "crm.every",
                    "1h");
        });
        billing = wires.getFirst();
        api = company.api();
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(company.jdbc().sql("""
                select route from source_contact
                where whole_at is not null and system in ('billing', 'erp', 'crm') order by route
                """).query(String.class).list()).hasSizeGreaterThanOrEqualTo(9));
        var found = company.jdbc().sql("""
                select b.customer_id, b.key from member b
                join member e on e.customer_id = b.customer_id and e.system = 'erp' and e.seen
                join member c on c.customer_id = b.customer_id and c.system = 'crm' and c.seen
                join claim i on i.by_system = 'billing' and i.by_key = b.key and i.entity = 'invoice'
                where b.system = 'billing' and b.seen limit 1
                """).query((row, number) -> row.getString(1) + " " + row.getString(2)).single().split(" ");
        customer = found[0];
        debtor = found[1];
    }

    @AfterAll
    static void close() {
        company.close();
        billing.close();
    }

    @Test
    void whatIsYoungEnoughIsAnsweredFromTheStore() {
        var before = billing.requests();

        var answer = read("maxAge=PT1H");

        assertThat(answer.at("/freshness/state").asText()).isEqualTo("fresh");
        assertThat(source(answer, "invoices", "billing").has("live")).isFalse();
        assertThat(billing.requests()).isEqualTo(before);
    }

    @Test
    void whatIsTooOldIsReadFromItsSourceWhileTheCallerWaits() {
        var invoice = invoiced();
        var order = ordered();

        assertThat(api.get(path()).toString()).doesNotContain(invoice).doesNotContain(order);
        var answer = read("maxAge=invoices:PT0S,orders:PT0S&deadline=PT5S&sections=invoices,orders");
        var profile = read("maxAge=customer:PT0S&deadline=PT5S&sections=customer");

        assertThat(answer.at("/freshness/state").asText()).as(answer.path("freshness").toString()).isEqualTo("fresh");
        assertThat(source(answer, "invoices", "billing").path("live").asBoolean()).isTrue();
        assertThat(source(answer, "orders", "erp").path("live").asBoolean()).isTrue();
        assertThat(answer.path("invoices").toString()).contains(invoice);
        assertThat(answer.path("orders").toString()).contains(order);
        for (var system : List.of("billing", "crm", "erp")) {
            assertThat(source(profile, "customer", system).path("state").asText()).as(system).isEqualTo("fresh");
            assertThat(source(profile, "customer", system).path("live").asBoolean()).as(system).isTrue();
        }
        assertThat(answer.fieldNames()).toIterable().containsExactly("orders", "invoices", "freshness");
    }

    @Test
    void whoeverAsksByHeaderIsUnderstoodAndTheAddressCountsMore() {
        var header = api.send("GET", path() + "?sections=payments", null, "Cache-Control", "no-transform, max-age=0");
        var both = api.send("GET", path() + "?sections=payments&maxAge=PT2H", null, "Cache-Control", "max-age=0");

        assertThat(ExactJson.parse(header.body()).at("/freshness/sections/payments/maxAge").asText()).isEqualTo("PT0S");
        assertThat(header.headers().firstValue("ETag")).isEmpty();
        assertThat(ExactJson.parse(both.body()).at("/freshness/sections/payments/maxAge").asText()).isEqualTo("PT2H");
    }

    @Test
    void aSlowSourceIsNotWaitedForLongerThanTheCallerSaysAndLandsLater() throws Exception {
        var invoice = invoiced();
        var go = new CountDownLatch(1);
        pause();
        billing.once(Place.DONE, true, () -> waitFor(go));

        long began = System.nanoTime();
        var answer = read("maxAge=PT0S&deadline=PT0.4S&sections=invoices");
        var took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(took).isLessThan(Duration.ofMillis(600));
        assertThat(source(answer, "invoices", "billing").path("state").asText()).isEqualTo("stale");
        assertThat(source(answer, "invoices", "billing").path("why").asText()).contains("in time");
        assertThat(answer.path("invoices").toString()).doesNotContain(invoice);
        go.countDown();
        await().until(() -> api.get(path() + "?sections=invoices").toString().contains(invoice));
    }

    @ParameterizedTest
    @EnumSource(value = Trouble.class, names = {"SILENT_BEFORE", "DRIP"})
    void aSourceThatNeverAnswersOrByteByByteIsNotWaitedFor(Trouble trouble) throws Exception {
        pause();
        billing.make(trouble);

        var answer = read("maxAge=PT0S&deadline=PT0.5S&sections=invoices");

        assertThat(source(answer, "invoices", "billing").path("state").asText()).isEqualTo("stale");
        assertThat(source(answer, "invoices", "billing").path("why").asText()).contains("in time");
        assertThat(answer.at("/invoices/count").asInt()).isPositive();
        billing.make(Trouble.NONE);
        await().atMost(Duration.ofMinutes(2)).until(() -> read("maxAge=PT0S&deadline=PT5S&sections=invoices")
                .at("/freshness/state").asText().equals("fresh"));
    }

    @Test
    void theHubsOwnDatabaseIsNotWaitedForEither() {
        var somebody = company.jdbc().sql("select id::text from customer where merged_into is null and id <> ?::uuid")
                .param(customer).query(String.class).list().getFirst();

        var answer = Objects.requireNonNull(company.transaction().execute(status -> {
            company.jdbc().sql("lock table customer, customer_view in access exclusive mode").update();
            return api.send("GET", "/api/v1/customers/" + somebody + "?maxAge=PT1S&deadline=PT0.3S", null);
        }));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("/problems/deadline-missed");
    }

    @Test
    void manyWhoAskAtOnceAreOneReading() throws Exception {
        pause();
        int before = billing.requests();

        var answers = IntStream.range(0, 20).mapToObj(n -> CompletableFuture.supplyAsync(
                () -> read("maxAge=PT0S&deadline=PT5S&sections=payments"))).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().path("payments").has("count")).isTrue());
        assertThat(billing.requests() - before).isLessThanOrEqualTo(2);
    }

    @Test
    void aSourceThatIsAwayIsSaidToBe() throws Exception {
        pause();
        billing.make(Trouble.ERROR);

        var answer = read("maxAge=invoices:PT0S,orders:PT0S&deadline=PT5S");

        assertThat(answer.at("/freshness/state").asText()).isEqualTo("unreachable");
        assertThat(source(answer, "invoices", "billing").path("state").asText()).isEqualTo("unreachable");
        assertThat(source(answer, "orders", "erp").path("state").asText()).isEqualTo("fresh");
        assertThat(answer.at("/invoices/count").asInt()).isPositive();
        billing.make(Trouble.NONE);
    }

    @Test
    void aWishThatCannotBeIsRefusedWithItsWord() {
        for (var wrong : Map.of("maxAge=soon", "soon", "maxAge=bills:PT1S", "bills", "maxAge=PT-1S", "PT-1S",
                "maxAge=PT1S,PT2S", "PT2S", "deadline=PT1S", "maxAge", "maxAge=PT1S&deadline=PT1H", "PT1H")
                .entrySet()) {
            var answer = api.send("GET", path() + "?" + wrong.getKey(), null);

            assertThat(answer.statusCode()).as(wrong.getKey()).isEqualTo(400);
            assertThat(answer.body()).contains(wrong.getValue());
        }
    }

    private static JsonNode read(String query) {
        return api.get(path() + "?" + query);
    }

    private static String path() {
        return "/api/v1/customers/" + customer;
    }

    private static JsonNode source(JsonNode answer, String section, String system) {
        for (var source : answer.at("/freshness/sections/" + section + "/sources")) {
            if (source.path("system").asText().equals(system)) {
                return source;
            }
        }
        throw new AssertionError(answer.path("freshness").toString());
    }

    /** Billing has one invoice more; answers its number. */
    private static String invoiced() {
        return ((Billing) company.landscape().system("billing")).staff()
                .invoice("B-1", debtor, 4711, "test").key();
    }

    /** The ERP has one order more; answers its number. */
    private static String ordered() {
        var account = company.jdbc().sql("select key from member where system = 'erp' and customer_id = ?::uuid")
                .param(customer).query(String.class).list().getFirst();
        return ((Erp) company.landscape().system("erp")).staff()
                .placeOrder(1, account, Chance.of(1, "test", 0), "test").key();
    }

    /** A source is asked about a customer once a second. */
    private static void pause() throws InterruptedException {
        Thread.sleep(1_200);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
